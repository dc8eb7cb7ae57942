using GradWatch.Detectors;
using GradWatch.Observations;
using GradWatch.Statistics;

namespace GradWatch.Cli.Backtest.Rules;

/// <summary>A condition as a detector: it warns while the condition holds.</summary>
internal sealed class ConditionDetector(Condition condition) : Detector<ConditionDetector.Seen>(condition.Text, condition.Quantity)
{
    /// <summary>Earlier values before their median means anything: a run begins with its largest values.</summary>
    internal const int History = 10;

    /// <inheritdoc/>
    protected override Finding? Update(ref Seen state, in Observation observation)
    {
        double limit = Limit(state);
        bool holds = condition.Comparison switch
        {
            Comparison.Above => observation.Value > limit,
            Comparison.Below => observation.Value < limit,
            _ => !double.IsFinite(observation.Value),
        };
        state.InARow = holds ? state.InARow + 1 : 0;
        if (double.IsFinite(observation.Value))
            state.Add(observation.Value);
        return state.InARow < condition.Lasting ? null : Say("finding.condition", Severity.Warning, observation) with { Reference = limit };
    }

    // Without a reference there is nothing to be above: a comparison with NaN does not hold.
    private double Limit(in Seen state) => condition.Reference switch
    {
        Reference.Median => state.Window.Count < History ? double.NaN : condition.Number * state.Window.Median,
        Reference.First => state.Window.Count == 0 ? double.NaN : condition.Number * state.First,
        Reference.Lowest => state.Window.Count == 0 ? double.NaN : condition.Number * state.Lowest,
        _ => condition.Number,
    };

    /// <summary>What is kept of a series.</summary>
    internal struct Seen
    {
        internal SortedWindow Window;
        internal double First;
        internal double Lowest;
        internal int InARow;

        internal void Add(double value)
        {
            (First, Lowest) = Window.Count == 0 ? (value, value) : (First, Math.Min(Lowest, value));
            Window.Add(value);
        }
    }
}
