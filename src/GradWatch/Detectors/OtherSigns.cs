using GradWatch.Observations;

namespace GradWatch.Detectors;

/// <summary>What the rest of the run says while a detector looks at the norm: loss, clipping, update ratio. Unmanaged.</summary>
public struct OtherSigns
{
    // A factor so small means that the gradient is a hundred times what the user took for normal.
    private const double HardClip = 0.01;
    // ‖Δw‖/‖w‖ of a step that is too large at once; the first steps of healthy adaptive optimizers reach 0.17.
    private const double LargeUpdate = 0.25;

    private LossTrend _loss;
    private bool _main;
    private bool _clipped;
    private bool _moved;
    private bool _half;

    /// <summary>The loss of the run.</summary>
    public readonly LossTrend Loss => _loss;

    /// <summary>Clipping shrank the newest gradient a hundredfold, or the newest update was too large.</summary>
    public readonly bool Strained => _clipped || _moved;

    /// <summary>True once a loss scale other than 1 was seen, which only half precision needs.</summary>
    public readonly bool HalfPrecision => _half;

    /// <summary>Takes an observation in.</summary>
    public void Add(in Observation observation)
    {
        switch (observation.Series.Quantity)
        {
            case Quantity.Loss:
                AddLoss(observation);
                break;
            case Quantity.ClipCoefficient:
                // 0 says that the step was skipped: that is the loss scale's business.
                _clipped = observation.Value is > 0 and < HardClip;
                break;
            case Quantity.UpdateRatio:
                _moved = observation.Value > LargeUpdate;
                break;
            case Quantity.LossScale:
                _half |= observation.Value > 1;
                break;
            default:
                break;
        }
    }

    // Parts of a loss stand in for it only until it is seen.
    private void AddLoss(in Observation observation)
    {
        bool main = observation.Series.Component is null;
        if (main && !_main)
            (_main, _loss) = (true, default);
        if (main == _main)
            _loss.Add(observation.Value);
    }
}
