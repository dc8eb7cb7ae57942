using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Rules;
using GradWatch.DetectionBench.Scoring;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Measuring;

/// <summary>The same runs as one poorer logger would have written them, or on another scale.</summary>
internal sealed record VariantScores(string Name, IReadOnlyList<Score> Scores, IReadOnlyList<Failure> Failures)
{
    internal static IReadOnlyList<VariantScores> All(IReadOnlyList<RecordedRun> runs) => [.. Variant.All.Select(variant =>
    {
        IReadOnlyList<Judged> judged = Judged.All(runs.Select(variant.Of));
        IReadOnlyList<RecordedRun> changed = [.. judged.Select(one => one.Run)];
        return new VariantScores(variant.Name,
        [
            Score.OfUs(ScoredSeries.Critical, judged, Severity.Warning, Severity.Critical),
            Score.OfUs(ScoredSeries.Warning, judged, Severity.Warning, Severity.Warning),
            .. PeerRules.Main.Select(rule => Score.OfRule(rule, changed)),
        ], Failure.Of(judged));
    })];
}
