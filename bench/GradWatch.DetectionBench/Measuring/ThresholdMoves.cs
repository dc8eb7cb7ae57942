using System.Reflection;
using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Scoring;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Measuring;

/// <summary>How far the verdicts hang on each threshold: each is moved by −30 and +30 %, and the runs whose verdict flips are counted.</summary>
internal static class ThresholdMoves
{
    private static readonly double[] Factors = [0.7, 1.3];

    /// <summary>A table, line by line as it is worked out.</summary>
    internal static IEnumerable<string> Lines(IReadOnlyList<RecordedRun> runs)
    {
        IReadOnlyList<Judged> before = Judged.All(runs);
        yield return "| threshold | moved by | caught lost | caught won | false critical | false warning | runs |";
        yield return "|---|---:|---:|---:|---:|---:|---|";
        foreach (Threshold threshold in Threshold.All)
        {
            foreach (double factor in Factors)
            {
                Dictionary<Threshold, double> moved = new() { [threshold] = factor };
                yield return Line(before, Judged.All(runs, () => Threshold.Detectors(moved)), threshold, factor);
            }
        }
    }

    private static string Line(IReadOnlyList<Judged> before, IReadOnlyList<Judged> after, Threshold threshold, double factor)
    {
        List<Judged> lost = Flipped(before, after, "missed", "late"), won = Flipped(after, before, "missed", "late");
        List<Judged> critical = Flipped(before, after, "false critical"), warning = Flipped(before, after, "false warning");
        string names = string.Join(", ", lost.Concat(won).Concat(critical).Concat(warning).Select(one => one.Run.Truth.Name).Distinct().Take(6));
        return $"| {threshold.Name} | {factor - 1:+0 %;−0 %} | {lost.Count} | {won.Count} | {critical.Count} | {warning.Count} | {names} |";
    }

    private static List<Judged> Flipped(IReadOnlyList<Judged> before, IReadOnlyList<Judged> after, params string[] kinds) =>
        [.. before.Zip(after).Where(pair => !Is(pair.First, kinds) && Is(pair.Second, kinds)).Select(pair => pair.Second)];

    private static bool Is(Judged one, string[] kinds) => kinds.Contains(Failure.Of(one)?.Kind);
}
