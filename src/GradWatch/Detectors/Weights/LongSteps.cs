using GradWatch.Observations;

namespace GradWatch.Detectors.Weights;

/// <summary>Whether a row of steps that are too long does harm: the loss tells, one step later. Unmanaged.</summary>
/// <remarks>Small models make their way in a few steps longer than their first weights. What harms does not bring the loss down.</remarks>
internal struct LongSteps
{
    private bool _lossKnown;
    private double _loss;
    private long _count;
    private long _newest;
    private double _lossBefore;

    /// <summary>True when no loss is logged that could tell, or when it stands no lower than before the first of these steps.</summary>
    internal readonly bool Harm => !_lossKnown || (_count > 1 && !(_loss < _lossBefore));

    /// <summary>True when the loss has come down by half, at least, since the first of these steps.</summary>
    internal readonly bool Halved => _lossKnown && _count > 1 && _loss < _lossBefore / 2;

    /// <summary>Takes in the loss of the run; parts of a loss may go anywhere.</summary>
    internal void AddLoss(in Observation observation)
    {
        if (observation.Series.Component is null)
            (_lossKnown, _loss) = (true, observation.Value);
    }

    /// <summary>Takes in a step, whose loss was that of the weights before it. Said twice of one step, it counts once.</summary>
    internal void AddStep(long step, bool isLong)
    {
        if (!isLong)
            _count = 0;
        else if (_count == 0 || step != _newest)
            (_count, _newest, _lossBefore) = (_count + 1, step, _count == 0 ? _loss : _lossBefore);
    }
}
