using GradWatch.Observations;
using GradWatch.Statistics;

namespace GradWatch.Detectors.Gradients;

/// <summary>The gradient norm is orders of magnitude above the run's own running median.</summary>
public sealed class GradientExplosionDetector(GradientExplosionOptions? options = null)
    : NormDetector<GradientExplosionDetector.Norms>("gradient_explosion")
{
    private const double SpreadFloor = 0.05;
    private readonly GradientExplosionOptions _limits = options ?? new();

    /// <inheritdoc/>
    protected override Finding? Update(ref Norms state, in Observation observation)
    {
        if (!(observation.Value > 0))
            return null;
        if (double.IsInfinity(observation.Value))
            return OfInfinity(ref state, observation);
        double logarithm = Math.Log(observation.Value);
        double median = state.Baseline.Median;
        double decades = (logarithm - median) / Math.Log(10);
        double needed = Needed(state.Baseline.Count);
        // A heavy-tailed series reaches two decades by itself now and then: one step must also be improbable for it.
        bool improbable = decades >= _limits.WarningDecades
            && logarithm - median > state.Baseline.Level(_limits.Probability, SpreadFloor);
        state.Baseline.Add(logarithm, SpreadFloor);
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

    // An infinity is non_finite's business, unless the norm was on its way there.
    private Finding? OfInfinity(ref Norms state, in Observation observation)
    {
        if (state.FarInARow == 0 || ++state.FarInARow < _limits.Lasting)
            return null;
        return Say("finding.gradient_explosion", Severity.Critical, observation) with
        {
            Reference = Math.Exp(state.Baseline.Median), Excess = double.PositiveInfinity,
        };
    }

    private double Needed(long history)
    {
        if (history >= _limits.History || (history > 1 && Others.Loss.Rises))
            return _limits.WarningDecades;
        return history > 1 ? _limits.WithoutHistoryDecades : double.MaxValue;
    }

    /// <summary>What is kept of a norm.</summary>
    public struct Norms
    {
        internal RobustBaseline Baseline;
        internal int InARow;
        internal int FarInARow;
    }
}
