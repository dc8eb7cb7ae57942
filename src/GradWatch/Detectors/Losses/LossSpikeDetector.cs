using GradWatch.Observations;
using GradWatch.Statistics;

namespace GradWatch.Detectors.Losses;

/// <summary>The loss jumps instead of falling: improbable under the run's own recent history.</summary>
/// <remarks>On log(loss) while all losses are positive, on the loss itself from the first that is not (reinforcement learning).</remarks>
public sealed class LossSpikeDetector(LossSpikeOptions? options = null)
    : Detector<LossSpikeDetector.Losses>("loss_spike", Quantity.Loss)
{
    private const double SpreadFloor = 0.01;
    // On a linear scale there is no factor: a jump must exceed this many quartile deviations.
    private const double LinearSpreads = 20;
    // And so many times as far above the median as the upper twentieth.
    private const double LinearHigh = 3;
    private const int RecentLosses = 16;
    private const int StartLosses = 5;
    // By then the tail model knows the series, and the newest losses need say less.
    private const int YoungLosses = 200;
    private readonly LossSpikeOptions _limits = options ?? new();

    /// <inheritdoc/>
    protected override Finding? Update(ref Losses state, in Observation observation)
    {
        double loss = observation.Value;
        if (!double.IsFinite(loss))
            return null;
        // A resumed run is back at an earlier loss: what it did before is no measure for that.
        if ((loss <= 0 && !state.Linear) || observation.Step < state.LastStep)
            state = new Losses { Linear = state.Linear || loss <= 0 };
        double value = state.Linear ? loss : Math.Log(loss);
        double median = state.Baseline.Median;
        double floor = FloorOf(ref state, loss);
        double excess = value - median;
        state.LastStep = observation.Step;
        if (!state.Linear && state.Baseline.Count < StartLosses)
            state.Start = Math.Max(state.Start, loss);
        bool jumps = Jumps(state, value, excess, floor) && Matters(state, loss, excess);
        state.Baseline.Add(value, floor);
        if (!jumps)
            return null;
        return Say("finding.loss_spike", Severity.Warning, observation) with
        {
            Reference = state.Linear ? median : Math.Exp(median),
            Excess = state.Linear ? excess / Math.Max(Math.Abs(median), 1e-12) : Math.Exp(excess),
        };
    }

    // The spread is never less than the step in which the log writes its losses: one decimal makes jumps of them.
    private static double FloorOf(ref Losses state, double loss)
    {
        double change = Math.Abs(loss - state.Last);
        state.Last = loss;
        if (change > 0 && state.Baseline.Count > 0)
            state.Grain = state.Grain > 0 ? Math.Min(state.Grain, change) : change;
        if (state.Linear)
            return Math.Max(Math.Max(Math.Abs(state.Baseline.Median), 1e-12) * SpreadFloor, state.Grain);
        return state.Baseline.Count == 0 ? SpreadFloor : Math.Max(SpreadFloor, Math.Log(1 + state.Grain / Math.Exp(state.Baseline.Median)));
    }

    // A loss that has fallen a hundredfold jitters in its logarithm by what is nothing beside all it has learnt.
    private bool Matters(in Losses state, double loss, double excess)
    {
        double median = Math.Exp(state.Baseline.Median);
        return state.Linear || excess > Math.Log(_limits.FarFactor) || loss - median > _limits.ShareOfFall * (state.Start - median);
    }

    private bool Jumps(in Losses state, double value, double excess, double floor)
    {
        // Where most losses are exactly 0 their quartiles know nothing of the others.
        double least = !state.Linear ? Math.Log(_limits.LeastFactor)
            : Math.Max(LinearSpreads * state.Baseline.Spread(floor), LinearHigh * (state.Baseline.Quantile(0.95) - state.Baseline.Median));
        if (state.Baseline.Count < _limits.ShortHistory || !(excess > least))
            return false;
        if (state.Baseline.Count >= _limits.History && excess > state.Baseline.Level(_limits.Probability, floor))
            return true;
        // A loss that fell steeply not long ago has a wide spread; what it did in its newest steps knows nothing of that.
        (double lowest, double highest) = state.Baseline.Newest(RecentLosses);
        return state.Baseline.Count < YoungLosses && value - highest > _limits.TimesTheRange * Math.Max(highest - lowest, floor);
    }

    /// <summary>What is kept of a loss.</summary>
    public struct Losses
    {
        internal RobustBaseline Baseline;
        internal double Start;
        internal double Last;
        internal double Grain;
        internal bool Linear;
        internal long LastStep;
    }
}
