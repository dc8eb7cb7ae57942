using GradWatch.Cli.Backtest;
using GradWatch.Cli.Backtest.Judging;
using GradWatch.Cli.Backtest.Labels;
using GradWatch.Cli.Backtest.Rules;
using GradWatch.Cli.Tests.Terminal;
using GradWatch.Detectors;
using GradWatch.Reports;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Cli.Tests.Backtest;

public sealed class BacktestPageTests
{
    private static readonly RuleVerdict Healthy = new(Severity.Info, null, 0, 0, 2);
    private static readonly RuleVerdict Warning = new(Severity.Warning, 73, 0, 1, 0);
    private static readonly RuleVerdict Critical = new(Severity.Critical, 102, 3, 1, 0);

    [Theory]
    [InlineData("en", Language.English)]
    [InlineData("ru", Language.Russian)]
    public void What_a_rule_says_stands_beside_what_the_defaults_say(string name, Language language) => Snapshot.Matches(
        "backtest_" + name, Print(Some(), language, "update_ratio.alarm=0.5", "grad_norm>50 for 3, loss not finite, update_ratio>0.05"));

    [Fact]
    public void A_sweep_shows_totals_alone() =>
        Snapshot.Matches("backtest_sweep", Print(Some(), Language.English, true, false, "update_ratio.alarm=0.05", "update_ratio.alarm=0.5"));

    [Fact]
    public void One_run_without_a_label_is_a_table_of_rules() =>
        Snapshot.Matches("backtest_one", Print([Run("train.log", null, Critical, Warning)], Language.English, "update_ratio.alarm=0.5"));

    [Fact]
    public void Of_many_runs_those_that_flip_are_shown_and_the_others_are_counted()
    {
        List<JudgedRun> runs = [.. Enumerable.Range(0, 40).Select(i => Run($"runs/{i}.csv", null, Critical, i == 7 ? Healthy : Critical))];
        string text = Print(runs, Language.English, "update_ratio.alarm=0.5");
        Assert.Contains("\n7.csv, rows: 200", text, StringComparison.Ordinal);
        Assert.DoesNotContain("8.csv", text, StringComparison.Ordinal);
        Assert.Contains("On 39 of 40 runs every rule says what the defaults say.", text, StringComparison.Ordinal);
        Assert.Contains("\n8.csv, rows: 200", Print(runs, Language.English, false, true, "update_ratio.alarm=0.5"), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_fit_into_a_hundred_columns()
    {
        string rule = string.Join(", ", Enumerable.Range(0, 9).Select(i => $"grad_norm>{i}"));
        string text = Print([Run("runs/" + new string('x', 40) + ".csv", new RunLabel("sick", 120, "-"), Critical, Warning)], Language.Russian, rule);
        Assert.All(Printed.Lines(text), line => Assert.True(line.Length <= 100, line));
        Assert.Contains("grad_norm>0, grad_norm>1,", text, StringComparison.Ordinal);
        Assert.Contains("grad_norm>8", text, StringComparison.Ordinal);
    }

    private static List<JudgedRun> Some() =>
    [
        Run("runs/lstm.csv", new RunLabel("healthy", null, "-"), Healthy, Healthy, Warning),
        Run("runs/rnn.csv", new RunLabel("sick", 100, "recurrent_amplification"), Critical, Warning, Healthy),
        Run("runs/batch.csv", new RunLabel("event", 73, "bad_batch"), Warning, Warning, Healthy),
    ];

    private static JudgedRun Run(string source, RunLabel? label, params RuleVerdict[] verdicts) =>
        new(new RunDescription(source, "csv"), label, 200, 0, 199, verdicts);

    private static string Print(IReadOnlyList<JudgedRun> runs, Language language, params string[] rules) => Print(runs, language, false, false, rules);

    private static string Print(IReadOnlyList<JudgedRun> runs, Language language, bool sweep, bool all, params string[] texts)
    {
        Rule[] rules = [Rule.Defaults, .. texts.Select(new RuleParser(language).Parse)];
        runs = [.. runs.Select(run => run with { Verdicts = [.. run.Verdicts.Take(rules.Length)] })];
        var totals = new BacktestTotals(rules);
        foreach (JudgedRun run in runs)
            totals.Add(run);
        return Printed.By(console => new BacktestPage(console, rules, language).Write(runs, totals, all, sweep));
    }
}
