using GradWatch.Cli.Backtest.Judging;
using GradWatch.Cli.Backtest.Labels;
using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Detectors;
using GradWatch.Reports;
using GradWatch.Wording;
using Spectre.Console;
using Rule = GradWatch.Cli.Backtest.Rules.Rule;

namespace GradWatch.Cli.Backtest;

/// <summary>What each rule says, for people: run by run where it says something else than the detectors, then over all runs.</summary>
internal sealed class BacktestPage(IAnsiConsole console, IReadOnlyList<Rule> rules, Language language)
{
    /// <summary>Runs that are all listed: more would bury the differences.</summary>
    private const int Few = 6;
    private const string Nothing = "-";

    private readonly Page _page = new(console);

    internal void Write(IReadOnlyList<JudgedRun> runs, BacktestTotals totals, bool all, bool sweep)
    {
        IReadOnlyList<JudgedRun> shown = all || runs.Count == 1 ? runs
            : sweep ? []
            : runs.Count <= Few ? runs : [.. runs.Where(run => run.AnyFlip)];
        if (shown.Count > 0)
            WriteRuns(shown, RunNames.Of([.. runs.Select(run => run.Name)]), runs);
        if (shown.Count < runs.Count && rules.Count > 1)
        {
            int same = runs.Count(run => !run.AnyFlip);
            _page.Paragraph("", Tone.Plain, 0, CliTexts.Format(language, "backtest.same", same, runs.Count), Tone.Plain);
            _page.Line();
        }
        if (runs.Count > 1)
            WriteTotals(totals);
        if (totals.Labelled)
            WriteLabels(totals);
    }

    private void WriteRuns(IReadOnlyList<JudgedRun> shown, string[] names, IReadOnlyList<JudgedRun> all)
    {
        var table = new RuleTable(
            _page, Text("head.run"), [Text("head.verdict"), Text("head.alarm"), Text("head.critical"), Text("head.warning"), Text("head.note"), Text("head.density")]);
        for (int i = 0; i < all.Count; i++)
        {
            JudgedRun run = all[i];
            if (!shown.Contains(run))
                continue;
            table.Group(About(run, names[i]));
            foreach ((Rule rule, RuleVerdict verdict) in rules.Zip(run.Verdicts))
            {
                table.Row(
                    Name(rule), Tone.Of(verdict.Worst == Severity.Info ? null : verdict.Worst), Word(verdict), Step(verdict.AlarmStep),
                    Figures.Plain(verdict.Critical), Figures.Plain(verdict.Warning), Figures.Plain(verdict.Info), Figures.Format(run.Density(verdict)));
            }
        }
        table.Write();
        _page.Line();
    }

    private void WriteTotals(BacktestTotals totals)
    {
        var table = new RuleTable(
            _page, CliTexts.Format(language, "backtest.head.all", totals.Runs, totals.Rows),
            [Text("head.critical"), Text("head.warning"), Text("head.healthy"), Text("head.alarms"), Text("head.density"), Text("head.won"), Text("head.lost")]);
        foreach ((Rule rule, RuleTotal total) in rules.Zip(totals.OfRules))
        {
            bool own = rule == Rule.Defaults;
            table.Row(
                Name(rule), Tone.Plain, Figures.Plain(total.Critical), Figures.Plain(total.Warning), Figures.Plain(total.Healthy),
                Figures.Plain(total.Alarms), Figures.Format(total.Density), own ? Nothing : Figures.Plain(total.Won), own ? Nothing : Figures.Plain(total.Lost));
        }
        table.Write();
        if (rules.Count > 1)
            _page.Paragraph("", Tone.Plain, 0, Text("won_lost"), Tone.Faint);
        _page.Line();
    }

    private void WriteLabels(BacktestTotals totals)
    {
        var table = new RuleTable(_page, Text("head.labels"), [Text("head.in_time"), Text("head.false_runs"), Text("head.false_density")]);
        foreach ((Rule rule, RuleTotal total) in rules.Zip(totals.OfRules))
        {
            table.Row(
                Name(rule), Tone.Plain, Of(total.InTime, total.SickRuns), Of(total.FalseRuns, total.HealthyRuns),
                total.HealthyRuns == 0 ? Nothing : Figures.Format(total.FalseDensity));
        }
        table.Write();
        _page.Paragraph("", Tone.Plain, 0, Text("in_time"), Tone.Faint);
        _page.Line();
    }

    private string About(JudgedRun run, string name)
    {
        string rows = CliTexts.Format(language, "backtest.rows", run.Rows);
        return run.Label switch
        {
            null => $"{name}, {rows}",
            { FirstBadStep: { } step } label => $"{name}, {rows}, {label.Label}, {CliTexts.Format(language, "backtest.from", step)}",
            RunLabel label => $"{name}, {rows}, {label.Label}",
        };
    }

    private string Name(Rule rule) => rule == Rule.Defaults ? Text("defaults") : rule.Text;

    private string Word(RuleVerdict verdict) => new Sentence("report.severity." + verdict.Name).In(language).ToLowerInvariant();

    private static string Step(long? step) => step is { } known ? Figures.Plain(known) : Nothing;

    private string Of(int some, int all) => all == 0 ? Nothing : CliTexts.Format(language, "backtest.of", some, all);

    private string Text(string key) => CliTexts.Get(language, "backtest." + key);
}
