using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Rules;
using GradWatch.DetectionBench.Scoring;
using GradWatch.DetectionBench.Synthetic;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Measuring;

/// <summary>How everyone did on the generated runs of one shape.</summary>
internal sealed record ScoredSeries(string Name, IReadOnlyList<Score> Scores, IReadOnlyList<Failure> Failures)
{
    internal const string Critical = "GradWatch, critical";
    internal const string Warning = "GradWatch, warning";
    internal const string Told = "GradWatch, any finding";

    internal static IReadOnlyList<ScoredSeries> All(IReadOnlyList<Scenario> scenarios, int seeds, int steps, Progress progress) =>
        [.. scenarios.Select(scenario => Of(scenario, seeds, steps, progress))];

    private static ScoredSeries Of(Scenario scenario, int seeds, int steps, Progress progress)
    {
        IReadOnlyList<RecordedRun> runs = [.. Enumerable.Range(1, seeds).Select(seed => scenario.Run(seed, steps))];
        IReadOnlyList<Judged> judged = Judged.All(runs);
        progress.Tell(scenario.Name);
        return new ScoredSeries(scenario.Name,
        [
            Score.OfUs(Critical, judged, Severity.Critical, Severity.Critical),
            Score.OfUs(Warning, judged, Severity.Warning, Severity.Warning),
            Score.OfUs(Told, judged, Severity.Info, Severity.Info),
            .. PeerRules.All.Select(rule => Score.OfRule(rule, runs)),
        ], Failure.Of(judged));
    }
}
