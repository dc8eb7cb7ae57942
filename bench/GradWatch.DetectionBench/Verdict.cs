using GradWatch.DetectionBench.Recordings;
using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Observations;

namespace GradWatch.DetectionBench;

/// <summary>What GradWatch says of a run.</summary>
internal sealed record Verdict(IReadOnlyList<Episode> Episodes, IReadOnlyList<string> Causes, string? Fault)
{
    internal Severity? Worst => Episodes.Count == 0 ? null : Episodes.Max(episode => episode.Severity);

    internal long? Alarm(Severity least, long earliest = long.MinValue) => Episodes
        .Where(episode => episode.Severity >= least && episode.LastStep >= earliest)
        .Min(episode => (long?)Math.Max(episode.AlarmStep, earliest));

    internal int Count(Severity least) => Episodes.Count(episode => episode.Severity >= least);

    /// <summary>Judges with fresh detectors; causes only where asked for.</summary>
    internal static Verdict Of(RecordedRun run, Func<IEnumerable<IDetector>>? detectors = null, bool causes = false)
    {
        List<Episode> episodes = [];
        List<string> found = [];
        string? fault = run.Error;
        foreach (RunPart part in run.Parts)
        {
            var monitor = new TrainingMonitor(detectors?.Invoke());
            monitor.Faulted += thrown => fault = $"a detector threw: {thrown}";
            foreach (Observation observation in part.Observations)
                monitor.Observe(observation);
            monitor.Complete();
            episodes.AddRange(monitor.Episodes);
            if (causes)
                found.AddRange(monitor.Report(part.Description, part.Notes).Diagnosis.Causes.Select(cause => $"{cause.Id} {cause.Weight:F2}"));
        }
        return new Verdict(episodes, found, fault);
    }

    public override string ToString() => string.Join(", ", Episodes
        .Where(episode => episode.Severity > Severity.Info)
        .Select(e => $"{e.Detector} {e.Severity.ToString().ToLowerInvariant()} @{e.AlarmStep}")
        .Take(8)
        .DefaultIfEmpty("no episode"));
}
