using GradWatch.DetectionBench.Rules;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench;

/// <summary>The tables that the bench prints, and the bounds that it holds.</summary>
internal static class Tables
{
    // Recall and false-critical bounds: recordings of this project, runs from public repositories.
    private static readonly Dictionary<string, (double Caught, double False)> Bounds = new()
    {
        ["torchsharp"] = (0.90, 0.05),
        ["wild"] = (0.75, 0.08),
    };

    internal static void Print(string name, IReadOnlyList<RecordedRun> runs, bool verbose)
    {
        Console.WriteLine($"## {name}: {runs.Count} runs\n");
        Console.WriteLine("| rule | sick caught in time | healthy called sick |");
        Console.WriteLine("|---|---:|---:|");
        foreach (Score score in Scores(runs))
            Console.WriteLine($"| {score.Rule} | {Share(score.Caught, score.Sick)} | {Share(score.False, score.Healthy)} |");
        Console.WriteLine();
        foreach (RecordedRun run in runs)
        {
            string? remark = Remark(run);
            if (remark is not null || verbose)
                Console.WriteLine($"{remark ?? "ok",-9} {run.Truth.Label,-20} bad {run.Truth.FirstBadStep?.ToString() ?? "-",-7} {run.Truth.Name}: {run.Error ?? Score.Describe(run)}");
        }
        PrintCauses(runs, verbose);
        Console.WriteLine();
    }

    internal static bool WithinBounds(IReadOnlyList<RecordedRun> runs)
    {
        bool within = true;
        foreach (IGrouping<string, RecordedRun> collection in runs.GroupBy(run => run.Truth.Collection))
        {
            if (!Bounds.TryGetValue(collection.Key, out (double Caught, double False) bound))
                continue;
            Score ours = Ours([.. collection], Severity.Critical);
            bool holds = ours.Caught >= bound.Caught * ours.Sick && ours.False <= bound.False * ours.Healthy;
            Console.WriteLine($"{collection.Key}: at least {bound.Caught:P0} caught, at most {bound.False:P0} healthy critical: {(holds ? "holds" : "DOES NOT HOLD")}");
            within &= holds;
        }
        return within;
    }

    private static IEnumerable<Score> Scores(IReadOnlyList<RecordedRun> runs)
    {
        yield return Ours(runs, Severity.Critical);
        yield return Ours(runs, Severity.Warning);
        foreach (IRule rule in Rule.All)
            yield return Score.Of(rule.Name, runs, run => rule.FirstAlarm(run.Rows), run => rule.FirstAlarm(run.Rows) is not null);
    }

    private static Score Ours(IReadOnlyList<RecordedRun> runs, Severity falseFrom) => Score.Of(
        $"GradWatch (healthy {falseFrom.ToString().ToLowerInvariant()})", runs, run => Score.OurAlarm(run), run => Score.Worst(run) >= falseFrom);

    private static string? Remark(RecordedRun run)
    {
        if (run.Error is not null || run.Reports.Count == 0)
            return "UNREAD";
        if (run.Truth.IsSick)
            return Score.InTime(run, Score.OurAlarm(run)) ? null : Score.OurAlarm(run) is null ? "MISSED" : "LATE";
        if (!run.Truth.IsHealthy)
            return Score.Worst(run) == Severity.Critical ? "critical" : null;
        return Score.Worst(run) switch { Severity.Critical => "FALSE", Severity.Warning => "warning", _ => null };
    }

    private static void PrintCauses(IReadOnlyList<RecordedRun> runs, bool verbose)
    {
        List<RecordedRun> told = [.. runs.Where(run => run.Truth.Cause.Contains('_', StringComparison.Ordinal) && !run.Truth.Cause.Contains(' ', StringComparison.Ordinal))];
        if (told.Count == 0)
            return;
        int first = told.Count(run => Rank(run) == 0), second = told.Count(run => Rank(run) is 0 or 1);
        Console.WriteLine($"\ncause right: first {Share(first, told.Count)}, among the first two {Share(second, told.Count)}");
        foreach (RecordedRun run in told.Where(run => verbose || Rank(run) != 0))
            Console.WriteLine($"  {run.Truth.Name}: {run.Truth.Cause}; said {string.Join(", ", Causes(run).Take(3))}");
    }

    private static int Rank(RecordedRun run)
    {
        string[] right = run.Truth.Cause.Split('|');
        return Causes(run).ToList().FindIndex(cause => right.Any(id => cause.StartsWith(id, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Causes(RecordedRun run) =>
        run.Reports.SelectMany(report => report.Diagnosis.Causes).Select(cause => $"{cause.Id} {cause.Weight:F2}");

    private static string Share(int part, int whole) => whole == 0 ? "-" : $"{part} of {whole} ({100.0 * part / whole:F0} %)";
}
