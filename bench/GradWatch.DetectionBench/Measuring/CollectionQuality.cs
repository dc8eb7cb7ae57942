using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Rules;
using GradWatch.DetectionBench.Scoring;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Measuring;

/// <summary>What was measured on one collection of labelled runs.</summary>
internal sealed record CollectionQuality
{
    /// <summary>The collection of other people's runs.</summary>
    internal const string Public = "wild";

    public required string Name { get; init; }

    public required int Runs { get; init; }

    /// <summary>GradWatch twice, by what counts as a false alarm, then every peer rule.</summary>
    public required IReadOnlyList<Score> Scores { get; init; }

    public required int SickCritical { get; init; }

    public required IReadOnlyList<ClassRecall> Classes { get; init; }

    public required EventScore Events { get; init; }

    /// <summary>With everything that was logged.</summary>
    public required CauseScore Causes { get; init; }

    public required CauseScore CausesOfLossAndNorm { get; init; }

    public required Reliability Reliability { get; init; }

    public required Reliability ReliabilityOfLossAndNorm { get; init; }

    public required ForecastScore Forecast { get; init; }

    public required IReadOnlyList<Failure> Failures { get; init; }

    public Score Ours => Scores[0];

    public Score OursFromWarning => Scores[1];

    internal static CollectionQuality Of(string name, IReadOnlyList<RecordedRun> runs)
    {
        IReadOnlyList<Judged> judged = Judged.All(runs, causes: true);
        IReadOnlyList<Judged> poor = Judged.All(runs.Select(Variant.LossAndNorm.Of), causes: true);
        return new CollectionQuality
        {
            Name = name,
            Runs = runs.Count,
            Scores =
            [
                Score.OfUs(ScoredSeries.Critical, judged, Severity.Warning, Severity.Critical),
                Score.OfUs(ScoredSeries.Warning, judged, Severity.Warning, Severity.Warning),
                .. PeerRules.All.Select(rule => Score.OfRule(rule, runs)),
            ],
            SickCritical = judged.Count(one => one.Run.Truth.IsSick && one.Verdict.Worst == Severity.Critical),
            Classes = ClassRecall.Of(judged),
            Events = EventScore.Of(judged),
            Causes = CauseScore.Of(judged),
            CausesOfLossAndNorm = CauseScore.Of(poor),
            Reliability = Reliability.Of(judged),
            ReliabilityOfLossAndNorm = Reliability.Of(poor),
            Forecast = ForecastScore.Of(judged),
            Failures = Failure.Of(judged),
        };
    }
}
