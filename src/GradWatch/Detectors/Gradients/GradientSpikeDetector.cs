using GradWatch.Observations;
using GradWatch.Statistics;

namespace GradWatch.Detectors.Gradients;

/// <summary>A step's norm is improbable under the run's own recent history.</summary>
/// <remarks>On log(norm), above a running median, against a tail learnt from the series (peaks over threshold).</remarks>
public sealed class GradientSpikeDetector(GradientSpikeOptions? options = null)
    : NormDetector<GradientSpikeDetector.Norms>("gradient_spike")
{
    private const double SpreadFloor = 0.05;
    private readonly GradientSpikeOptions _limits = options ?? new();

    /// <inheritdoc/>
    protected override Finding? Update(ref Norms state, in Observation observation)
    {
        if (!(observation.Value > 0) || double.IsInfinity(observation.Value))
            return null;
        // A resumed run is back at an earlier norm: that informs until the new norms are the recent ones.
        state.SinceBack = observation.Step < state.LastStep ? 0 : state.SinceBack + 1;
        state.LastStep = observation.Step;
        bool resumed = state.SinceBack < _limits.History && state.SinceBack < state.Baseline.Count;
        double logarithm = Math.Log(observation.Value);
        double median = state.Baseline.Median;
        double excess = logarithm - median;
        bool known = state.Baseline.Count >= _limits.History;
        double least = Math.Log(_limits.LeastFactor);
        // Norm and loss out of the ordinary on the same step: either alone may be luck, hardly both.
        bool joint = Others.Loss.Jumped;
        double probability = joint ? _limits.JointProbability : _limits.Probability;
        double limit = known && excess > least ? Math.Max(least, state.Baseline.Level(probability, SpreadFloor)) : least;
        bool climbs = Climbs(ref state, excess, least);
        // Two decades are gradient_explosion's business: one incident is one episode.
        bool explodes = excess >= Math.Log(_limits.ExplosionFactor) && excess > state.Baseline.Level(_limits.Probability, SpreadFloor);
        double high = state.Baseline.Quantile(0.9);
        state.Baseline.Add(logarithm, SpreadFloor);
        double times = Math.Exp(excess);
        if (Recurs(ref state, times, joint, Math.Exp(logarithm - high)) && known && !resumed)
            return Say("finding.gradient_spike.recurring", Severity.Warning, observation) with
            {
                Reference = Math.Exp(median), Excess = times, Detail = _limits.RecurringNorms, Recurs = true,
            };
        if (!known || !(climbs || excess > limit))
            return null;
        double needed = Others.Loss.Known ? _limits.CalmLossFactor : _limits.WarningFactor;
        bool warns = !resumed && !explodes && (joint || climbs || (times >= needed && state.Baseline.Count > _limits.WarningHistory));
        return Say("finding.gradient_spike", warns ? Severity.Warning : Severity.Info, observation) with
        {
            Reference = Math.Exp(median), Excess = times, Detail = Math.Exp(median + limit),
        };
    }

    // Improbable norms in a row, each against the spread from before they began, while the loss does not come down.
    private bool Climbs(ref Norms state, double excess, double least)
    {
        bool improbable = excess > least && state.Baseline.Count >= _limits.ClimbHistory
            && excess > state.Baseline.LevelBefore(_limits.ClimbProbability, SpreadFloor);
        state.InARow = improbable ? state.InARow + 1 : 0;
        return state.InARow >= _limits.Lasting && !Others.Loss.Falls;
    }

    // The third isolated spike within so many norms: none of them is improbable where the tail is heavy, and that is the trouble. It must
    // stand far above the upper tenth as well, which norms that alternate do not; where the loss jumps with it, less is enough.
    private bool Recurs(ref Norms state, double times, bool joint, double timesHigh)
    {
        state.Row++;
        bool far = times >= (joint ? _limits.LeastFactor : _limits.WarningFactor) && timesHigh >= _limits.RecurringFactor;
        bool isolated = far && !state.WasFar;
        state.WasFar = times >= _limits.LeastFactor;
        if (!isolated)
            return false;
        bool recurs = state.SpikeBefore > 0 && state.Row - state.SpikeBefore < _limits.RecurringNorms;
        (state.SpikeBefore, state.Spike) = (state.Spike, state.Row);
        return recurs;
    }

    /// <summary>What is kept of a norm.</summary>
    public struct Norms
    {
        internal RobustBaseline Baseline;
        internal long LastStep;
        internal long SinceBack;
        internal long Row;
        internal long Spike;
        internal long SpikeBefore;
        internal bool WasFar;
        internal int InARow;
    }
}
