using GradWatch.Observations;

namespace GradWatch.Detectors.Precision;

/// <summary>A half precision overflow that dynamic loss scaling absorbed: benign, unless the scale collapses.</summary>
/// <remarks>The first search for a scale, from 2^32 or 2^16 down, is how loss scaling starts and not a collapse.</remarks>
public sealed class LossScaleOverflowDetector(LossScaleOverflowOptions? options = null)
    : Detector<LossScaleOverflowDetector.Scales>("loss_scale_overflow", Quantity.LossScale)
{
    private readonly LossScaleOverflowOptions _limits = options ?? new();

    /// <inheritdoc/>
    protected override Finding? Update(ref Scales state, in Observation observation)
    {
        double scale = observation.Value;
        if (!double.IsFinite(scale))
            return null;
        double before = state.Scale;
        bool known = state.Known;
        (state.Known, state.Scale) = (true, scale);
        state.Settled |= known && scale >= before && ++state.Steady > _limits.Collapse;
        if (!known || scale >= before)
        {
            state.Lowered = scale > before ? 0 : state.Lowered;
            return null;
        }
        state.Steady = 0;
        state.Lowered++;
        bool collapse = state.Settled && state.Lowered >= _limits.Collapse;
        return Say("finding.loss_scale_overflow", collapse ? Severity.Warning : Severity.Info, observation) with
        {
            Reference = before, Excess = before / scale,
        };
    }

    /// <summary>What is kept of the scale.</summary>
    public struct Scales
    {
        internal double Scale;
        internal int Lowered;
        internal int Steady;
        internal bool Known;
        internal bool Settled;
    }
}
