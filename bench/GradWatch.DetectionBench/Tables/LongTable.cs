using System.Text;
using GradWatch.DetectionBench.Scoring;
using GradWatch.DetectionBench.Synthetic;

namespace GradWatch.DetectionBench.Tables;

/// <summary>The stated false-alarm rate, measured: long healthy runs of every shape, several at a time.</summary>
internal static class LongTable
{
    internal static IReadOnlyList<LongRun> Judge(IReadOnlyList<Scenario> scenarios, int seeds, int steps)
    {
        List<(Scenario Scenario, int Seed)> wanted = [.. scenarios.SelectMany(_ => Enumerable.Range(1, seeds), (scenario, seed) => (scenario, seed))];
        using Progress progress = new(wanted.Count);
        LongRun[] runs = new LongRun[wanted.Count];
        ParallelOptions processors = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, wanted.Count, processors, i =>
        {
            runs[i] = LongRun.Of(wanted[i].Scenario, wanted[i].Seed, steps);
            progress.Tell($"{wanted[i].Scenario.Name}, seed {wanted[i].Seed}");
        });
        return runs;
    }

    internal static string Of(IReadOnlyList<LongRun> runs)
    {
        var text = new StringBuilder();
        text.AppendLine("| series | steps | false critical | per million steps | at most (95 %) | false warning | per 50,000 steps | at most (95 %) | runs | by |");
        text.AppendLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---|");
        foreach (IGrouping<string, LongRun> shape in runs.GroupBy(run => run.Scenario))
            text.AppendLine(Line(shape.Key, [.. shape]));
        text.AppendLine(Line("**all**", runs));
        return text.ToString();
    }

    private static string Line(string name, IReadOnlyList<LongRun> runs)
    {
        long rows = runs.Sum(run => run.Rows);
        int critical = runs.Sum(run => run.Critical.Values.Sum()), warning = runs.Sum(run => run.Warning.Values.Sum());
        int alarmed = runs.Count(run => run.Warning.Count > 0);
        string by = string.Join(", ", runs.SelectMany(run => run.Warning).GroupBy(pair => pair.Key, pair => pair.Value)
            .OrderByDescending(group => group.Sum()).Select(group => $"{group.Key} {group.Sum()}"));
        return $"| {name} | {rows:N0} | {critical} | {Rate(critical, rows, 1e6)} | {warning} | {Rate(warning, rows, 5e4)} | {alarmed} of {runs.Count} | {by} |";
    }

    private static string Rate(long count, long rows, double per) =>
        $"{per * count / rows:0.0##} | {per * PoissonBound.Upper95(count) / rows:0.0##}";
}
