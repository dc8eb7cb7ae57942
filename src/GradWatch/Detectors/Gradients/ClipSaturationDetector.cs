using GradWatch.Observations;

namespace GradWatch.Detectors.Gradients;

/// <summary>Clipping acts on more than half of the steps: the learning rate is the problem, not the tail.</summary>
public sealed class ClipSaturationDetector(ClipSaturationOptions? options = null)
    : Detector<ClipSaturationDetector.Clips>("clip_saturation", Quantity.ClipCoefficient)
{
    private readonly ClipSaturationOptions _limits = options ?? new();

    /// <inheritdoc/>
    protected override Finding? Update(ref Clips state, in Observation observation)
    {
        if (!double.IsFinite(observation.Value))
            return null;
        state.Count++;
        // An exponential window of the same mean age needs one number instead of 200.
        double rate = Math.Max(1.0 / state.Count, 2.0 / (_limits.Window + 1));
        state.Share += rate * ((observation.Value < 1 ? 1 : 0) - state.Share);
        if (state.Count < _limits.History || state.Share <= _limits.Share)
            return null;
        return Say("finding.clip_saturation", Severity.Warning, observation) with
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
    }
}
