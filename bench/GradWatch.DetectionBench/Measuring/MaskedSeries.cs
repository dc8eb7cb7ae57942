using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Rules;
using GradWatch.DetectionBench.Scoring;
using GradWatch.DetectionBench.Synthetic;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Measuring;

/// <summary>How often everyone sees the second of two incidents.</summary>
internal sealed record MaskedSeries(string Name, bool IsPair, IReadOnlyList<MaskingScore> Scores)
{
    internal static IReadOnlyList<MaskedSeries> All(int seeds) => [.. MaskingScenarios.All.AsParallel().AsOrdered().Select(two =>
    {
        IReadOnlyList<RecordedRun> runs = [.. Enumerable.Range(1, seeds).Select(seed => two.Scenario.Run(seed, 0))];
        return new MaskedSeries(two.Name, two.IsPair,
        [
            MaskingScore.OfUs(ScoredSeries.Told, two, runs, Severity.Info), MaskingScore.OfUs(ScoredSeries.Warning, two, runs, Severity.Warning),
            .. PeerRules.All.Select(rule => MaskingScore.OfRule(rule, two, runs)),
        ]);
    })];
}
