using GradWatch.Observations;

namespace GradWatch.Detectors.Weights;

/// <summary>The relative change of the weights on a step is too large.</summary>
/// <remarks>Weights that start at zero change by any share in their first steps: they are let find their size. Where a loss is logged, a
/// step that replaces the weights is critical once the loss has not come down after it, or at once when it is ten times too long.</remarks>
public sealed class UpdateRatioDetector(UpdateRatioOptions? options = null)
    : RunDetector<UpdateRatioDetector.Ratios>("update_ratio", Quantity.UpdateRatio, Quantity.ParamNorm, Quantity.Loss)
{
    private readonly UpdateRatioOptions _limits = options ?? new();

    /// <inheritdoc/>
    protected override Finding? Update(ref Ratios state, in Observation observation)
    {
        double value = observation.Value;
        if (!observation.Series.IsOfRun)
            return null;
        if (observation.Series.Quantity == Quantity.Loss)
            state.Long.AddLoss(observation);
        if (double.IsNaN(value))
            return null;
        if (observation.Series.Quantity == Quantity.ParamNorm)
        {
            state.FromZero |= state.Count == 0 && value < _limits.NearZero;
            return null;
        }
        if (observation.Series.Quantity != Quantity.UpdateRatio || IsFindingItsSize(ref state, value))
            return null;
        state.Alarm = value > _limits.Alarm ? state.Alarm + 1 : 0;
        state.Caution = value > _limits.Caution ? state.Caution + 1 : 0;
        state.Long.AddStep(observation.Step, isLong: state.Alarm > 0);
        state.Replaced = state.Alarm > 0 && (state.Replaced || value > _limits.Replaces);
        if (value > _limits.ReplacesFar || (state.Replaced && state.Long.Harm) || (state.Alarm >= _limits.LastingLong && !state.Long.Halved))
            return Say(Severity.Critical, _limits.Alarm, observation);
        if (value > _limits.AtOnce || state.Alarm >= _limits.Lasting)
            return Say(Severity.Warning, _limits.Alarm, observation);
        return state.Caution >= _limits.LastingCaution ? Say(Severity.Info, _limits.Caution, observation) : null;
    }

    // From zero, the second step about doubles the weights and the t-th adds 1/t to them.
    private bool IsFindingItsSize(ref Ratios state, double ratio)
    {
        state.FromZero |= state.Count++ == 0 && double.IsInfinity(ratio);
        state.FromZero &= ratio > _limits.Alarm && state.Count <= _limits.FromZeroSteps;
        return state.FromZero;
    }

    private Finding Say(Severity severity, double limit, in Observation observation) =>
        Say("finding.update_ratio", severity, observation) with { Reference = limit, Excess = observation.Value / limit };

    /// <summary>What is kept of a ratio.</summary>
    public struct Ratios
    {
        internal long Count;
        internal bool FromZero;
        internal int Alarm;
        internal bool Replaced;
        internal LongSteps Long;
        internal int Caution;
    }
}
