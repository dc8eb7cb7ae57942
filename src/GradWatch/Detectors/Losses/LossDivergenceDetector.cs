using GradWatch.Observations;

namespace GradWatch.Detectors.Losses;

/// <summary>The loss stays far above its start, has lost what it had learnt, or is exactly 0 after it had been huge.</summary>
/// <remarks>Speaks of the main loss only, and only while it is positive: parts of a loss and rewards may go anywhere.</remarks>
public sealed class LossDivergenceDetector(LossDivergenceOptions? options = null)
    : Detector<LossLevels>("loss_divergence", Quantity.Loss)
{
    private readonly LossDivergenceOptions _limits = options ?? new();
    // Everything is compared on the logarithmic scale.
    private readonly double _warning = Math.Log((options ?? new()).WarningTimesStart);
    private readonly double _critical = Math.Log((options ?? new()).CriticalTimesStart);
    private readonly double _leastFall = Math.Log((options ?? new()).LeastFall);

    /// <inheritdoc/>
    protected override Finding? Update(ref LossLevels state, in Observation observation)
    {
        double loss = observation.Value;
        if (!double.IsFinite(loss) || observation.Series.Component is not null || state.Negative)
            return null;
        if (loss <= 0)
            return OfZero(ref state, observation);
        state.Zeros = 0;
        state.Add(Math.Log(loss));
        return Judge(ref state, observation);
    }

    private Finding? Judge(ref LossLevels state, in Observation observation)
    {
        double above = state.Level - state.Start;
        double noise = _limits.Spreads * state.Spread;
        bool far = above > Math.Max(_critical, noise / 2);
        state.Far = far ? state.Far + 1 : 0;
        // What wanders has been about as far from its best before.
        bool isNew = state.Level - state.Best > _limits.TimesWandered * state.EarlierRise;
        state.Above = far || (above > Math.Max(_warning, noise) && isNew) ? state.Above + 1 : 0;
        state.Lost = IsLost(state) ? state.Lost + 1 : 0;
        bool beyond = far && above > 2 * _critical;
        if (state.Far >= (beyond ? _limits.LastingEarly : _limits.LastingFar))
            return Say(Severity.Critical, state, observation);
        bool early = far && state.Far >= _limits.LastingEarly;
        return early || state.Above >= _limits.Lasting || state.Lost >= _limits.Lasting ? Say(Severity.Warning, state, observation) : null;
    }

    // Whatever the loss: it had come down by half at least, and that fall is undone for the most part.
    private bool IsLost(in LossLevels state)
    {
        double fallen = state.Top - state.Best;
        double lost = Math.Min(state.Last, state.Level) - state.Best;
        return fallen > _leastFall && lost > _limits.ShareLost * fallen
            && lost > _limits.Spreads / 2 * state.Noise && lost > _limits.TimesEarlierRise * state.EarlierRise;
    }

    // A loss of exactly 0 out of a huge one is an overflow that the loop wrote down as 0; rewards and margins reach 0 by themselves.
    private Finding? OfZero(ref LossLevels state, in Observation observation)
    {
        state.Negative = observation.Value < 0 || state.Count == 0 || state.Last < Math.Log(_limits.HugeTimesStart) + state.Start;
        if (state.Negative || ++state.Zeros < _limits.LastingZero)
            return null;
        return Say("finding.loss_divergence.zero", Severity.Critical, observation) with
        {
            Value = Math.Exp(state.Last), Reference = Math.Exp(state.Start), Excess = Math.Exp(state.Last - state.Start),
        };
    }

    private Finding Say(Severity severity, in LossLevels state, in Observation observation) =>
        Say("finding.loss_divergence", severity, observation) with
        {
            Value = Math.Exp(state.Level), Reference = Math.Exp(state.Start),
            Excess = Math.Exp(state.Level - state.Start), Detail = Math.Exp(state.Best),
        };
}
