using GradWatch.Detectors;
using GradWatch.Episodes;

namespace GradWatch.DetectionBench;

/// <summary>How one rule did on one collection of runs.</summary>
internal sealed record Score(string Rule, int Sick, int Caught, int Healthy, int False)
{
    internal static Score Of(string rule, IReadOnlyList<RecordedRun> runs, Func<RecordedRun, long?> alarm, Func<RecordedRun, bool> isFalse)
    {
        List<RecordedRun> sick = [.. runs.Where(run => run.Truth.IsSick)];
        List<RecordedRun> healthy = [.. runs.Where(run => run.Truth.IsHealthy)];
        return new Score(rule, sick.Count, sick.Count(run => InTime(run, alarm(run))), healthy.Count, healthy.Count(isFalse));
    }

    internal static bool InTime(RecordedRun run, long? alarm) =>
        alarm is { } step && (run.Truth.FirstBadStep is not { } bad || step <= bad + run.Grace);

    /// <summary>The first alarm of GradWatch that is more than a note.</summary>
    internal static long? OurAlarm(RecordedRun run, Severity least = Severity.Warning) => run.Reports
        .SelectMany(report => report.Episodes)
        .Where(episode => episode.Severity >= least)
        .Select(episode => (long?)episode.AlarmStep)
        .Min();

    internal static Severity? Worst(RecordedRun run) => run.Reports.Max(report => report.Worst);

    internal static string Describe(RecordedRun run) => string.Join(", ", run.Reports
        .SelectMany(report => report.Episodes)
        .Where(episode => episode.Severity > Severity.Info)
        .Select((Episode e) => $"{e.Detector} {e.Severity.ToString().ToLowerInvariant()} @{e.AlarmStep}")
        .DefaultIfEmpty("no episode"));
}
