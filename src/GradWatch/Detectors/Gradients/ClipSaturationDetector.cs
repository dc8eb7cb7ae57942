using GradWatch.Observations;

namespace GradWatch.Detectors.Gradients;

/// <summary>Clipping acts on more than half of the steps: the learning rate is the problem, not the tail.</summary>
/// <remarks>Where the loss has come down all the same and most steps are clipped by little, it informs: many a language model trains so.</remarks>
public sealed class ClipSaturationDetector(ClipSaturationOptions? options = null)
    : RunDetector<ClipSaturationDetector.Clips>("clip_saturation", Quantity.ClipCoefficient, Quantity.Loss)
{
    private readonly ClipSaturationOptions _limits = options ?? new();

    /// <inheritdoc/>
    protected override Finding? Update(ref Clips state, in Observation observation)
    {
        if (!observation.Series.IsOfRun || !double.IsFinite(observation.Value))
            return null;
        if (observation.Series.Quantity == Quantity.ClipCoefficient)
            return OfCoefficient(ref state, observation);
        if (observation.Series.Component is null)
            state.Loss.Add(observation.Value);
        return null;
    }

    private Finding? OfCoefficient(ref Clips state, in Observation observation)
    {
        state.Count++;
        // An exponential window of the same mean age needs one number instead of 200.
        double rate = Math.Max(1.0 / state.Count, 2.0 / (_limits.Window + 1));
        state.Share += rate * ((observation.Value < 1 ? 1 : 0) - state.Share);
        state.HardShare += rate * ((observation.Value < _limits.Hard ? 1 : 0) - state.HardShare);
        if (state.Count < _limits.History || state.Share <= _limits.Share)
            return null;
        bool harmless = state.Loss.HasFallen && state.HardShare <= _limits.Share;
        return Say("finding.clip_saturation", harmless ? Severity.Info : Severity.Warning, observation) with
        {
            Value = state.Share * 100, Reference = _limits.Share * 100, Excess = state.Share / _limits.Share,
            Detail = Math.Min(state.Count, _limits.Window),
        };
    }

    /// <summary>What is kept of the coefficient.</summary>
    public struct Clips
    {
        internal long Count;
        internal double Share;
        internal double HardShare;
        internal LossTrend Loss;
    }
}
