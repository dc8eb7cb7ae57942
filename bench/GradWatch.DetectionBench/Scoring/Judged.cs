using GradWatch.DetectionBench.Recordings;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Scoring;

/// <summary>A run with what GradWatch says of it.</summary>
internal sealed record Judged(RecordedRun Run, Verdict Verdict)
{
    /// <summary>Judges several at a time; in the order given.</summary>
    internal static IReadOnlyList<Judged> All(IEnumerable<RecordedRun> runs, Func<IEnumerable<IDetector>>? detectors = null, bool causes = false) =>
        [.. runs.AsParallel().AsOrdered().Select(run => new Judged(run, Verdict.Of(run, detectors, causes)))];
}
