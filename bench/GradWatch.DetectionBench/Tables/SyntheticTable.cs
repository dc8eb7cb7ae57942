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
    internal static string Healthy(IReadOnlyList<Scenario> scenarios, int seeds, int steps, bool peers, Action<string> remark) =>
        Of(scenarios, seeds, steps, peers, score => $"{score.False} of {score.Healthy}, {score.FalsePer10000:G2}", remark);

    /// <summary>Runs caught in time for each sick shape.</summary>
    internal static string Sick(IReadOnlyList<Scenario> scenarios, int seeds, Action<string> remark) => Of(scenarios, seeds, 0, true,
        score => $"{100.0 * score.Caught / score.Sick:F0} %", remark);

    private static string Of(
        IReadOnlyList<Scenario> scenarios, int seeds, int steps, bool peers, Func<Score, string> cell, Action<string> remark)
    {
        IReadOnlyList<IRule> rules = peers ? Rule.All : [];
        var text = new StringBuilder();
        text.AppendLine($"| series | GradWatch, critical | GradWatch, warning | {string.Concat(rules.Select(rule => $"{rule.Name} | "))}".TrimEnd());
        text.AppendLine($"|---|---:|---:|{string.Concat(rules.Select(_ => "---:|"))}");
        foreach (Scenario scenario in scenarios)
        {
            IReadOnlyList<Judged> judged = Judged.All(Enumerable.Range(1, seeds).Select(seed => scenario.Run(seed, steps)));
            foreach (Judged one in judged.Where(one => one.Remark() is not (null or "mild")).Take(3))
                remark($"{one.Remark(),-9} {scenario.Name}: {one.Verdict}");
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
