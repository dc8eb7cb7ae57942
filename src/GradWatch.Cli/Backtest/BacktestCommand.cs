using System.CommandLine;
using GradWatch.Cli.Backtest.Judging;
using GradWatch.Cli.Backtest.Labels;
using GradWatch.Cli.Backtest.Rules;
using GradWatch.Cli.Diagnose;
using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Wording;

namespace GradWatch.Cli.Backtest;

/// <summary><c>gradwatch backtest RUN…</c>: what other limits, or simple thresholds, would have said of past runs.</summary>
internal static class BacktestCommand
{
    internal static Command Create(Language language)
    {
        var command = new Command("backtest", CliTexts.Get(language, "help.backtest"));
        var options = new BacktestOptions(command, language);
        command.SetAction(parsed => Run(parsed, options, language));
        return command;
    }

    private static int Run(ParseResult parsed, BacktestOptions options, Language language)
    {
        if (parsed.GetValue(options.List))
        {
            new LimitList(Screen.Open(Console.Out, parsed.GetValue(options.Plain)), language).Write();
            return ExitStatus.Calm;
        }
        using var interruption = new Interruption();
        using var progress = ReadingProgress.OnTerminal(language);
        var complaints = new Complaints(Console.Error, progress);
        string[] paths = parsed.GetValue(options.Paths)!;
        var labels = new LabelFile(language);
        IReadOnlySet<string> labelFiles = Labels(paths, parsed.GetValue(options.Labels), labels, complaints);
        IReadOnlyList<Rule> rules = options.Rules(parsed);
        var backtesting = new Backtesting(
            rules, DiagnoseOptions.Reading(parsed.GetValue(options.Map) ?? [], parsed.GetValue(options.Step)), labels, progress, complaints, language,
            interruption.Token);
        bool any = Write(backtesting.Of(paths, labelFiles), rules, parsed, options, progress, language);
        if (interruption.Token.IsCancellationRequested)
        {
            complaints.Note(CliTexts.Get(language, any ? "interrupted.partly" : "interrupted"));
            return ExitStatus.Interrupted;
        }
        return complaints.Any ? ExitStatus.Unusable : ExitStatus.Calm;
    }

    private static bool Write(
        IEnumerable<JudgedRun> runs, IReadOnlyList<Rule> rules, ParseResult parsed, BacktestOptions options, ReadingProgress? progress, Language language)
    {
        bool indent = parsed.GetValue(options.Indent), any = false;
        var totals = new BacktestTotals(rules);
        using BacktestJson? json = indent || parsed.GetValue(options.Json) ? new BacktestJson(Console.OpenStandardOutput(), rules, indent) : null;
        List<JudgedRun> kept = [];
        foreach (JudgedRun run in runs)
        {
            any = true;
            totals.Add(run);
            json?.Write(run);
            if (json is null)
                kept.Add(run);
        }
        progress?.Clear();
        json?.Write(totals);
        if (json is null && any)
        {
            bool sweep = parsed.GetValue(options.Sweep) is { Length: > 0 };
            new BacktestPage(Screen.Open(Console.Out, parsed.GetValue(options.Plain)), rules, language)
                .Write(kept, totals, parsed.GetValue(options.All), sweep);
        }
        return any;
    }

    // Labels lie beside the runs as runs.tsv, or are named.
    private static HashSet<string> Labels(string[] paths, string? named, LabelFile labels, Complaints complaints)
    {
        IEnumerable<string> beside = paths.Where(Directory.Exists).Select(path => Path.Combine(path, LabelFile.Name)).Where(File.Exists);
        HashSet<string> files = [];
        foreach (string file in named is null ? beside : beside.Append(named))
        {
            files.Add(Path.GetFullPath(file));
            if (labels.Add(file) is { } wrong)
                complaints.Add(wrong);
        }
        return files;
    }
}
