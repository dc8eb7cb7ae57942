using GradWatch.Observations;

namespace GradWatch.Detectors.Weights;

/// <summary>Weights orders of magnitude above 1, or above their start.</summary>
public sealed class WeightMagnitudeDetector(WeightMagnitudeOptions? options = null)
    : RunDetector<WeightMagnitudeDetector.Weights>("weight_magnitude", Quantity.ParamNorm, Quantity.ParamMax)
{
    private readonly WeightMagnitudeOptions _limits = options ?? new();

    /// <inheritdoc/>
    protected override Finding? Update(ref Weights state, in Observation observation)
    {
        if (!observation.Series.IsOfRun || !double.IsFinite(observation.Value))
            return null;
        return observation.Series.Quantity switch
        {
            Quantity.ParamNorm => OfNorm(ref state, observation),
            Quantity.ParamMax => OfMax(observation),
            _ => null,
        };
    }

    private Finding? OfNorm(ref Weights state, in Observation observation)
    {
        if (!state.Started)
            (state.Started, state.Start) = (true, observation.Value);
        double times = observation.Value / state.Start;
        if (state.Start < _limits.NearZero || !(times >= _limits.WarningTimes))
            return null;
        return Say("finding.weight_magnitude", times >= _limits.CriticalTimes ? Severity.Critical : Severity.Warning, observation)
            with { Reference = state.Start, Excess = times };
    }

    private Finding? OfMax(in Observation observation)
    {
        if (!(observation.Value >= _limits.InfoMax))
            return null;
        Severity severity = observation.Value >= _limits.WarningMax ? Severity.Warning : Severity.Info;
        return Say("finding.weight_magnitude.max", severity, observation) with { Reference = 1, Excess = observation.Value };
    }

    /// <summary>What is kept of the weights.</summary>
    public struct Weights
    {
        internal double Start;
        internal bool Started;
    }
}
