using GradWatch.Observations;
using GradWatch.Statistics;

namespace GradWatch.Detectors.Losses;

/// <summary>The loss stays far above its start, has lost what it had learnt, or is exactly 0 after it had been huge.</summary>
/// <remarks>Speaks of the main loss only, and only while it is positive: parts of a loss and rewards may go anywhere.</remarks>
public sealed class LossDivergenceDetector(LossDivergenceOptions? options = null)
    : Detector<LossLevels>("loss_divergence", Quantity.Loss)
{
    private readonly LossDivergenceOptions _limits = options ?? new();

    /// <inheritdoc/>
    protected override Finding? Update(ref LossLevels state, in Observation observation)
    {
        double loss = observation.Value;
        if (!double.IsFinite(loss) || observation.Series.Component is not null || state.Negative)
            return null;
        if (loss <= 0)
            return OfZero(ref state, observation);
        state.Zeros = 0;
        state.Add(loss);
        return Judge(ref state, observation);
    }

    private Finding? Judge(ref LossLevels state, in Observation observation)
    {
        double level = state.Level, start = state.Start;
        double noise = Math.Exp(_limits.Spreads * state.Spread);
        bool far = level > Math.Max(_limits.CriticalTimesStart, Math.Sqrt(noise)) * start;
        bool above = level > Math.Max(_limits.WarningTimesStart, noise) * start;
        state.Far = far ? state.Far + 1 : 0;
        state.Above = above || far ? state.Above + 1 : 0;
        state.Lost = IsLost(state, observation.Value, noise) ? state.Lost + 1 : 0;
        bool beyond = far && level > _limits.CriticalTimesStart * _limits.CriticalTimesStart * start;
        if (state.Far >= (beyond ? _limits.LastingEarly : _limits.LastingFar))
            return Say(Severity.Critical, state, observation);
        bool early = far && state.Far >= _limits.LastingEarly;
        return early || state.Above >= _limits.Lasting || state.Lost >= _limits.Lasting ? Say(Severity.Warning, state, observation) : null;
    }

    // On a logarithmic scale, whatever the loss: it had come down by half at least, and that fall is undone for the most part.
    private bool IsLost(in LossLevels state, double loss, double noise)
    {
        double fallen = Math.Log(state.Top / state.Best);
        double lost = Math.Log(Math.Min(loss, state.Level) / state.Best);
        return fallen > Math.Log(_limits.LeastFall) && lost > _limits.ShareLost * fallen && lost > 0.5 * Math.Log(noise)
            && lost > _limits.TimesEarlierRise * state.EarlierRise;
    }

    // A loss of exactly 0 out of a huge one is an overflow that the loop wrote down as 0; rewards and margins reach 0 by themselves.
    private Finding? OfZero(ref LossLevels state, in Observation observation)
    {
        state.Negative = observation.Value < 0 || state.Count == 0 || state.Last < _limits.HugeTimesStart * state.Start;
        if (state.Negative || ++state.Zeros < _limits.LastingZero)
            return null;
        return Say("finding.loss_divergence.zero", Severity.Critical, observation) with
        {
            Value = state.Last, Reference = state.Start, Excess = state.Last / state.Start,
        };
    }

    private Finding Say(Severity severity, in LossLevels state, in Observation observation) =>
        Say("finding.loss_divergence", severity, observation) with
        {
            Value = state.Level, Reference = state.Start, Excess = state.Level / state.Start, Detail = state.Best,
        };
}
