using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Synthetic;
using GradWatch.DetectionBench.Tables;

namespace GradWatch.DetectionBench;

/// <summary>What the bench found: all of it on the console, and as a page for the docs where one was asked for.</summary>
/// <remarks>Runs of other people are named on the console only.</remarks>
internal sealed class QualityPage : IDisposable
{
    private const string NotOurs = "wild";
    private readonly StreamWriter? _page;

    internal QualityPage(string? path)
    {
        _page = path is null ? null : new StreamWriter(path) { NewLine = "\n" };
        _page?.WriteLine("""
            # Quality of detection

            Written by `dotnet run -c Release --project bench/GradWatch.DetectionBench -- --write docs/quality.md`; not to be edited by hand.

            A sick run is caught in time when a warning or worse comes no later than the labelled step plus 5 % of the run (at least two
            steps). The rules of other systems are re-implemented from their descriptions; an alarm of theirs counts as both. Alarms at
            most 30 rows apart are one.
            """);
    }

    internal void Console(string? line)
    {
        if (line is not null)
            System.Console.WriteLine(line);
    }

    internal void Collection(string name, IReadOnlyList<Judged> judged, bool verbose)
    {
        Both($"\n## {Title(name)}: {judged.Count} runs\n");
        Both(CollectionTable.Scores(judged));
        Both(CollectionTable.Severities(judged));
        string remarks = CollectionTable.Remarks(judged, verbose);
        Console(remarks);
        if (name != NotOurs && remarks.Length > 0)
            _page?.WriteLine($"What was not as the truth has it (`mild`: sick, but only a warning):\n\n```\n{CollectionTable.Remarks(judged, false).TrimEnd()}\n```\n");
        if (CauseTable.Summary(judged) is { } causes)
        {
            Both(causes);
            Console(CauseTable.Wrong(judged));
        }
    }

    internal void Variants(string name, IReadOnlyList<RecordedRun> runs, bool verbose)
    {
        Both($"\n### {Title(name)}: as poorer loggers would have written them, and on other scales\n");
        Both("Caught in time / healthy called sick.\n");
        Both(VariantTable.Of(runs, (variant, judged) => Console($"-- {variant}\n{CollectionTable.Remarks(judged, verbose)}")));
    }

    internal void Synthetic(bool isLong)
    {
        if (isLong)
            Long();
        (int seeds, int steps) = (4, 20_000);
        Both($"\n## Generated healthy series: {seeds} seeds of {steps:N0} steps each\n\nRuns with an alarm, and alarms per 10,000 rows.\n");
        Both(SyntheticTable.Healthy(HealthyScenarios.All, seeds, steps, true, Console));
        Both("\n## Generated healthy runs of 5 to 20 rows: 500 seeds each\n");
        Both(SyntheticTable.Healthy(HealthyScenarios.Short, 500, 0, true, Console));
        Both("\n## Generated sick series: 20 seeds each\n\nShare caught in time. The deadline of a growth is one decade of rise.\n");
        Both(SyntheticTable.Sick(SickScenarios.All, 20, Console));
        Both("\n## Generated sick runs of few rows: 20 seeds each\n");
        Both(SyntheticTable.Sick(SickScenarios.Short, 20, Console));
    }

    internal void Long()
    {
        const int seeds = 20, steps = 100_000;
        Both($"\n## False alarms on long healthy series: {seeds} seeds of {steps:N0} steps each\n");
        Both("A false warning is a warning or worse. Findings of one detector at most 30 rows apart are one alarm.\n");
        Both(LongTable.Of(LongTable.Judge(HealthyScenarios.All, seeds, steps)));
    }

    public void Dispose() => _page?.Dispose();

    private static string Title(string name) => name switch
    {
        "torchsharp" => "Recorded TorchSharp runs",
        NotOurs => "Runs from public repositories",
        _ => "Recordings that ship with the project",
    };

    private void Both(string text)
    {
        System.Console.WriteLine(text);
        _page?.WriteLine(text);
    }
}
