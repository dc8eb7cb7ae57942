using GradWatch.Observations;

namespace GradWatch.Detectors.Weights;

/// <summary>A single step moved the weights by more than their initial size; the sum of all steps only informs.</summary>
/// <remarks>‖Δw‖ is taken as logged, or from the update ratio and the norm of the weights before the step. Where a loss is logged, it is
/// critical once the loss has not come down after it, or at once when it is ten times too long.</remarks>
public sealed class WeightDisplacementDetector(WeightDisplacementOptions? options = null)
    : RunDetector<WeightDisplacementDetector.Weights>(
        "weight_displacement", Quantity.Loss, Quantity.ParamNorm, Quantity.UpdateRatio, Quantity.UpdateNorm, Quantity.Displacement)
{
    private readonly WeightDisplacementOptions _limits = options ?? new();

    /// <inheritdoc/>
    protected override Finding? Update(ref Weights state, in Observation observation)
    {
        if (!observation.Series.IsOfRun)
            return null;
        if (observation.Series.Quantity == Quantity.Loss)
            state.Long.AddLoss(observation);
        if (!double.IsFinite(observation.Value))
            return null;
        switch (observation.Series.Quantity)
        {
            case Quantity.ParamNorm:
                if (!state.Started)
                    (state.Started, state.Start) = (true, observation.Value);
                (state.Norm, state.NormStep) = (observation.Value, observation.Step);
                return state.HasRatio && state.RatioStep == observation.Step ? OfStep(ref state, state.Ratio * state.Norm, observation) : null;
            case Quantity.UpdateRatio:
                (state.HasRatio, state.Ratio, state.RatioStep) = (true, observation.Value, observation.Step);
                return state.Started && state.NormStep == observation.Step ? OfStep(ref state, state.Ratio * state.Norm, observation) : null;
            case Quantity.UpdateNorm:
                return OfStep(ref state, observation.Value, observation);
            case Quantity.Displacement when observation.Value > _limits.Limit:
                return Say("finding.weight_displacement.sum", Severity.Info, observation) with
                {
                    Reference = _limits.Limit, Excess = observation.Value,
                };
            default:
                return null;
        }
    }

    private Finding? OfStep(ref Weights state, double moved, in Observation observation)
    {
        double times = moved / state.Start;
        if (!state.Started || state.Start < _limits.NearZero)
            return null;
        state.Long.AddStep(observation.Step, isLong: times > _limits.Limit);
        if (!(times > _limits.Limit))
            return null;
        Severity severity = times > _limits.LimitFar || state.Long.Harm ? Severity.Critical : Severity.Warning;
        return Say("finding.weight_displacement", severity, observation) with
        {
            Series = UpdateSeries, Value = times, Reference = state.Start, Excess = times / _limits.Limit,
        };
    }

    private static readonly Series UpdateSeries = new(Quantity.UpdateRatio);

    /// <summary>What is kept of the weights.</summary>
    public struct Weights
    {
        internal bool Started;
        internal double Start;
        internal double Norm;
        internal long NormStep;
        internal bool HasRatio;
        internal double Ratio;
        internal long RatioStep;
        internal LongSteps Long;
    }
}
