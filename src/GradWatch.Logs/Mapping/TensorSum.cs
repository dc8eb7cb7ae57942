using GradWatch.Observations;

namespace GradWatch.Logs.Mapping;

/// <summary>The norm of the run from those of its tensors: the root of the summed squares of one step.</summary>
internal sealed class TensorSum
{
    private static readonly Series RunNorm = new(Quantity.GradNorm);
    private double _largest;
    private double _squares;
    private long _step;
    private bool _any;

    internal void Add(long step, double norm)
    {
        (_step, _any) = (step, true);
        if (!double.IsFinite(norm))
        {
            _squares = double.NaN;
            return;
        }
        // Scaled by the largest, so that norms of 1e200 do not overflow.
        double size = Math.Abs(norm);
        if (size > _largest)
            (_squares, _largest) = (_squares * (_largest / size) * (_largest / size) + 1, size);
        else if (size > 0)
            _squares += size / _largest * (size / _largest);
    }

    /// <summary>The run's norm of the step before this one, when it is complete.</summary>
    internal bool Completes(long step, out Observation sum)
    {
        sum = new Observation(_step, RunNorm, _largest * Math.Sqrt(_squares));
        if (!_any || step == _step)
            return false;
        if (double.IsNaN(_squares))
            sum = sum with { Value = double.NaN };
        (_any, _largest, _squares) = (false, 0, 0);
        return true;
    }
}
