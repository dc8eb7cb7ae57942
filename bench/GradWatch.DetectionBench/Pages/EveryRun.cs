using System.Text;
using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Scoring;

namespace GradWatch.DetectionBench.Pages;

/// <summary>What was said of each run, for the console.</summary>
internal static class EveryRun
{
    internal static string Of(IReadOnlyList<RecordedRun> runs)
    {
        var text = new StringBuilder();
        foreach (Judged one in Judged.All(runs))
        {
            LabelledRun truth = one.Run.Truth;
            string bad = truth.FirstBadStep?.ToString() ?? "-";
            text.AppendLine($"{Failure.Of(one)?.Kind ?? "ok",-14} {truth.Label,-20} bad {bad,-7} {truth.Name}: {one.Verdict}");
        }
        return text.ToString();
    }
}
