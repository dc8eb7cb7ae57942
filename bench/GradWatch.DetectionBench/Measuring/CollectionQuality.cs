using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Rules;
using GradWatch.DetectionBench.Scoring;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Measuring;

/// <summary>What was measured on one collection of labelled runs.</summary>
internal sealed record CollectionQuality
{
    internal const string Critical = "GradWatch, false from critical on";
    internal const string Warning = "GradWatch, false from warning on";

    /// <summary>The collection of other people's runs.</summary>
    internal const string Public = "wild";

    internal required string Name { get; init; }

    internal required int Runs { get; init; }

    /// <summary>GradWatch twice, by what counts as a false alarm, then every peer rule.</summary>
    internal required IReadOnlyList<Score> Scores { get; init; }

    internal required int SickCritical { get; init; }

    internal required IReadOnlyList<ClassRecall> Classes { get; init; }

    internal required EventScore Events { get; init; }

    /// <summary>With everything that was logged.</summary>
    internal required CauseScore Causes { get; init; }

    internal required CauseScore CausesOfLossAndNorm { get; init; }

    internal required Calibration Calibration { get; init; }

    internal required Calibration CalibrationOfLossAndNorm { get; init; }

    internal required ForecastScore Forecast { get; init; }

    internal required IReadOnlyList<Failure> Failures { get; init; }

    internal Score Ours => Scores[0];

    internal Score OursFromWarning => Scores[1];

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
                Score.OfUs(Critical, judged, Severity.Warning, Severity.Critical), Score.OfUs(Warning, judged, Severity.Warning, Severity.Warning),
                .. PeerRules.All.Select(rule => Score.OfRule(rule, runs)),
            ],
            SickCritical = judged.Count(one => one.Run.Truth.IsSick && one.Verdict.Worst == Severity.Critical),
            Classes = ClassRecall.Of(judged),
            Events = EventScore.Of(judged),
            Causes = CauseScore.Of(judged),
            CausesOfLossAndNorm = CauseScore.Of(poor),
            Calibration = Calibration.Of(judged),
            CalibrationOfLossAndNorm = Calibration.Of(poor),
            Forecast = ForecastScore.Of(judged),
            Failures = Failure.Of(judged),
        };
    }
}
