using System.Text;
using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Rules;
using GradWatch.DetectionBench.Synthetic;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Tables;

/// <summary>Generated series: false alarms on the healthy ones, recall on the sick ones, for each shape.</summary>
internal static class SyntheticTable
{
    /// <summary>Runs with an alarm, and alarms per 10,000 rows, for each healthy shape.</summary>
    internal static string Healthy(IReadOnlyList<Scenario> scenarios, int seeds, int steps, bool peers) => Of(scenarios, seeds, steps, peers,
        score => $"{score.False} of {score.Healthy}, {score.FalsePer10000:G2}");

    /// <summary>Runs caught in time for each sick shape.</summary>
    internal static string Sick(IReadOnlyList<Scenario> scenarios, int seeds) => Of(scenarios, seeds, 0, true,
        score => $"{100.0 * score.Caught / score.Sick:F0} %");

    private static string Of(IReadOnlyList<Scenario> scenarios, int seeds, int steps, bool peers, Func<Score, string> cell)
    {
        IReadOnlyList<IRule> rules = peers ? Rule.All : [];
        var text = new StringBuilder();
        text.AppendLine($"| series | GradWatch, critical | GradWatch, warning | {string.Concat(rules.Select(rule => $"{rule.Name} | "))}".TrimEnd());
        text.AppendLine($"|---|---:|---:|{string.Concat(rules.Select(_ => "---:|"))}");
        foreach (Scenario scenario in scenarios)
        {
            IReadOnlyList<Judged> judged = Judged.All(Enumerable.Range(1, seeds).Select(seed => scenario.Run(seed, steps)));
            IReadOnlyList<RecordedRun> runs = [.. judged.Select(one => one.Run)];
            IReadOnlyList<Verdict> verdicts = [.. judged.Select(one => one.Verdict)];
            IEnumerable<Score> scores =
            [
                Score.OfUs("", runs, verdicts, Severity.Critical, Severity.Critical),
                Score.OfUs("", runs, verdicts, Severity.Warning, Severity.Warning),
                .. rules.Select(rule => Score.OfRule(rule, runs)),
            ];
            text.AppendLine($"| {scenario.Name} | {string.Join(" | ", scores.Select(cell))} |");
        }
        return text.ToString();
    }
}
