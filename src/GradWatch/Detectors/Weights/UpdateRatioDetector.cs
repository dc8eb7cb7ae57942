using GradWatch.Observations;

namespace GradWatch.Detectors.Weights;

/// <summary>The relative change of the weights on a step is too large.</summary>
public sealed class UpdateRatioDetector(UpdateRatioOptions? options = null)
    : Detector<UpdateRatioDetector.Ratios>("update_ratio", Quantity.UpdateRatio)
{
    private readonly UpdateRatioOptions _limits = options ?? new();

    /// <inheritdoc/>
    protected override Finding? Update(ref Ratios state, in Observation observation)
    {
        double ratio = observation.Value;
        if (double.IsNaN(ratio))
            return null;
        state.Alarm = ratio > _limits.Alarm ? state.Alarm + 1 : 0;
        state.Caution = ratio > _limits.Caution ? state.Caution + 1 : 0;
        if (ratio > _limits.Replaces || state.Alarm >= _limits.LastingLong)
            return Say(Severity.Critical, _limits.Alarm, observation);
        if (ratio > _limits.AtOnce || state.Alarm >= _limits.Lasting)
            return Say(Severity.Warning, _limits.Alarm, observation);
        return state.Caution >= _limits.LastingCaution ? Say(Severity.Info, _limits.Caution, observation) : null;
    }

    private Finding Say(Severity severity, double limit, in Observation observation) =>
        Say("finding.update_ratio", severity, observation) with { Reference = limit, Excess = observation.Value / limit };

    /// <summary>What is kept of a ratio.</summary>
    public struct Ratios
    {
        internal int Alarm;
        internal int Caution;
    }
}
