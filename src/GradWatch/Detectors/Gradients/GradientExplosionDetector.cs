using GradWatch.Observations;
using GradWatch.Statistics;

namespace GradWatch.Detectors.Gradients;

/// <summary>The gradient norm is orders of magnitude above the run's own running median.</summary>
public sealed class GradientExplosionDetector(GradientExplosionOptions? options = null)
    : Detector<GradientExplosionDetector.Norms>("gradient_explosion", Quantity.GradNorm)
{
    private const double SpreadFloor = 0.05;
    private readonly GradientExplosionOptions _limits = options ?? new();

    /// <inheritdoc/>
    protected override Finding? Update(ref Norms state, in Observation observation)
    {
        double norm = observation.Value;
        if (!(norm > 0) || !double.IsFinite(norm))
            return null;
        double logarithm = Math.Log(norm);
        double median = state.Baseline.Median;
        double decades = (logarithm - median) / Math.Log(10);
        bool known = state.Baseline.Count >= _limits.History;
        // A heavy-tailed series reaches two decades by itself now and then: one step must also be improbable for it.
        bool improbable = decades >= _limits.WarningDecades
            && logarithm - median > state.Baseline.Level(_limits.Probability, SpreadFloor);
        state.Baseline.Add(logarithm, SpreadFloor);
        double needed = known ? _limits.WarningDecades : state.Baseline.Count > 2 ? _limits.WithoutHistoryDecades : double.MaxValue;
        if (!(decades >= needed))
        {
            state.InARow = state.FarInARow = 0;
            return null;
        }
        state.InARow++;
        state.FarInARow = decades >= _limits.CriticalDecades ? state.FarInARow + 1 : 0;
        if (!improbable && state.InARow < _limits.Lasting)
            return null;
        Severity severity = state.FarInARow >= _limits.Lasting ? Severity.Critical : Severity.Warning;
        return Say("finding.gradient_explosion", severity, observation) with
        {
            Reference = Math.Exp(median), Excess = decades,
        };
    }

    /// <summary>What is kept of a norm.</summary>
    public struct Norms
    {
        internal RobustBaseline Baseline;
        internal int InARow;
        internal int FarInARow;
    }
}
