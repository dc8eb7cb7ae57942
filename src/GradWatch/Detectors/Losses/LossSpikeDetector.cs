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
    private readonly LossSpikeOptions _limits = options ?? new();

    /// <inheritdoc/>
    protected override Finding? Update(ref Losses state, in Observation observation)
    {
        double loss = observation.Value;
        if (!double.IsFinite(loss))
            return null;
        if (loss <= 0 && !state.Linear)
            state = new Losses { Linear = true };
        double value = state.Linear ? loss : Math.Log(loss);
        double floor = state.Linear ? Math.Max(Math.Abs(state.Baseline.Median), 1e-12) * SpreadFloor : SpreadFloor;
        double median = state.Baseline.Median;
        double excess = value - median;
        double limit = Limit(state, excess, floor);
        state.Baseline.Add(value, floor);
        if (!(excess > limit))
            return null;
        return Say("finding.loss_spike", Severity.Warning, observation) with
        {
            Reference = state.Linear ? median : Math.Exp(median),
            Excess = state.Linear ? excess / floor * SpreadFloor : Math.Exp(excess),
        };
    }

    private double Limit(in Losses state, double excess, double floor)
    {
        double least = state.Linear ? LinearSpreads * state.Baseline.Spread(floor) : Math.Log(_limits.LeastFactor);
        if (state.Baseline.Count < _limits.ShortHistory || !(excess > least))
            return double.PositiveInfinity;
        if (state.Baseline.Count >= _limits.History)
            return Math.Max(least, state.Baseline.Level(_limits.Probability, floor));
        double range = state.Baseline.Quantile(1) - state.Baseline.Quantile(0);
        return Math.Max(least, _limits.TimesTheRange * Math.Max(range, floor));
    }

    /// <summary>What is kept of a loss.</summary>
    public struct Losses
    {
        internal RobustBaseline Baseline;
        internal bool Linear;
    }
}
