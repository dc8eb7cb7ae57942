using System.Text;
using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Rules;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Tables;

/// <summary>The same runs as poorer loggers would have written them and on other scales: caught in time / healthy called sick.</summary>
internal static class VariantTable
{
    internal static string Of(IReadOnlyList<RecordedRun> runs, Action<string, IReadOnlyList<Judged>>? each = null)
    {
        var text = new StringBuilder();
        text.AppendLine($"| as logged | GradWatch, critical | GradWatch, warning | {string.Join(" | ", Rule.All.Select(rule => rule.Name))} |");
        text.AppendLine($"|---|---:|---:|{string.Concat(Rule.All.Select(_ => "---:|"))}");
        foreach (Variant variant in Variant.All)
        {
            IReadOnlyList<Judged> judged = Judged.All(runs.Select(variant.Of));
            each?.Invoke(variant.Name, judged);
            IReadOnlyList<RecordedRun> changed = [.. judged.Select(one => one.Run)];
            IReadOnlyList<Verdict> verdicts = [.. judged.Select(one => one.Verdict)];
            IEnumerable<Score> scores =
            [
                Score.OfUs("", changed, verdicts, Severity.Warning, Severity.Critical),
                Score.OfUs("", changed, verdicts, Severity.Warning, Severity.Warning),
                .. Rule.All.Select(rule => Score.OfRule(rule, changed)),
            ];
            text.AppendLine($"| {variant.Name} | {string.Join(" | ", scores.Select(Cell))} |");
        }
        return text.ToString();
    }

    private static string Cell(Score score) =>
        $"{100.0 * score.Caught / Math.Max(1, score.Sick):F0} % / {100.0 * score.False / Math.Max(1, score.Healthy):F0} %";
}
