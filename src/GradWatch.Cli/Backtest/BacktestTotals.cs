using GradWatch.Cli.Backtest.Judging;
using GradWatch.Cli.Backtest.Rules;

namespace GradWatch.Cli.Backtest;

/// <summary>The totals of each rule over all runs.</summary>
internal sealed class BacktestTotals(IReadOnlyList<Rule> rules)
{
    /// <summary>In the order of the rules; the detectors as they are come first.</summary>
    internal IReadOnlyList<RuleTotal> OfRules { get; } = [.. rules.Select(_ => new RuleTotal())];

    internal int Runs { get; private set; }

    internal long Rows { get; private set; }

    /// <summary>Whether any run had a label that says what a rule should have said.</summary>
    internal bool Labelled => OfRules[0].SickRuns + OfRules[0].HealthyRuns > 0;

    internal void Add(JudgedRun run)
    {
        (Runs, Rows) = (Runs + 1, Rows + run.Rows);
        foreach ((RuleTotal total, RuleVerdict verdict) in OfRules.Zip(run.Verdicts))
            total.Add(run, verdict);
    }
}
