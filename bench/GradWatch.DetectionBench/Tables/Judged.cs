using GradWatch.DetectionBench.Recordings;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Tables;

/// <summary>A run with what GradWatch says of it.</summary>
internal sealed record Judged(RecordedRun Run, Verdict Verdict)
{
    internal static IReadOnlyList<Judged> All(IEnumerable<RecordedRun> runs, Func<IEnumerable<IDetector>>? detectors = null, bool causes = false) =>
        [.. runs.Select(run => new Judged(run, Verdict.Of(run, detectors, causes)))];

    /// <summary>What a reader should look at; null where the verdict is as the truth has it.</summary>
    internal string? Remark()
    {
        if (Verdict.Fault is not null || Run.Parts.Count == 0)
            return "UNREAD";
        long? alarm = Verdict.Alarm(Severity.Warning, Run.Earliest);
        if (Run.Truth.IsSick)
            return alarm is null ? "MISSED" : !Run.InTime(alarm) ? "LATE" : Verdict.Worst < Severity.Critical ? "mild" : null;
        return (Run.Truth.IsHealthy, Verdict.Worst) switch
        {
            (true, Severity.Critical) => "FALSE",
            (true, Severity.Warning) => "warning",
            (false, Severity.Critical) => "critical",
            (false, null or Severity.Info) => "silent",
            (false, Severity.Warning) when Verdict.Count(Severity.Warning) > 3 => "talkative",
            _ => null,
        };
    }
}
