using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Rules;
using GradWatch.DetectionBench.Synthetic;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Scoring;

/// <summary>How often a second incident is seen so soon after a first.</summary>
internal sealed record MaskingScore(string Rule, int Runs, int Seen)
{
    internal static MaskingScore OfUs(string name, MaskingScenarios two, IReadOnlyList<RecordedRun> runs, Severity least) =>
        Of(name, runs, run => IsSeen(two, [.. Verdict.Of(run).Findings.Where(finding => finding.Severity >= least).Select(finding => finding.Step)]));

    internal static MaskingScore OfRule(Rule rule, MaskingScenarios two, IReadOnlyList<RecordedRun> runs) => Of(rule.Name, runs, run =>
    {
        Func<Row, bool> alarms = rule.Begin();
        return IsSeen(two, [.. run.Rows.Where(alarms).Select(row => row.Step)]);
    });

    // A rule that cries on through all of the calm between the two has not seen the second.
    private static bool IsSeen(MaskingScenarios two, HashSet<long> alarms)
    {
        const int shortly = 4;
        bool criesOn = Enumerable.Range(1, shortly).All(before => alarms.Contains(two.Second - before));
        return !criesOn && alarms.Any(step => step >= two.Second && step <= two.Until);
    }

    private static MaskingScore Of(string name, IReadOnlyList<RecordedRun> runs, Func<RecordedRun, bool> isSeen) =>
        new(name, runs.Count, runs.Count(isSeen));
}
