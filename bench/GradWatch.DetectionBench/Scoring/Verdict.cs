using GradWatch.DetectionBench.Recordings;
using GradWatch.Detectors;
using GradWatch.Diagnosis;
using GradWatch.Episodes;
using GradWatch.Observations;

namespace GradWatch.DetectionBench.Scoring;

/// <summary>What GradWatch says of a run.</summary>
/// <param name="Episodes">Of all its parts.</param>
/// <param name="Findings">Every finding as it came, also those that merely continue an episode.</param>
/// <param name="Causes">Ranked; empty where they were not asked for.</param>
/// <param name="Fault">Why the run could not be judged to its end; null when it could.</param>
internal sealed record Verdict(
    IReadOnlyList<Episode> Episodes, IReadOnlyList<Finding> Findings, IReadOnlyList<(string Id, double Weight)> Causes, string? Fault)
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
        List<Finding> findings = [];
        List<(string Id, double Weight)> named = [];
        string? fault = run.Error;
        foreach (RunPart part in run.Parts)
        {
            var monitor = new TrainingMonitor(detectors?.Invoke());
            monitor.Faulted += thrown => fault = $"a detector threw: {thrown}";
            monitor.Found += findings.Add;
            foreach (Observation observation in part.Observations)
                monitor.Observe(observation);
            monitor.Complete();
            episodes.AddRange(monitor.Episodes);
            // A source of several runs is diagnosed by the first of them that went wrong.
            if (causes && named.Count == 0)
                named = [.. monitor.Report(part.Description, part.Notes).Diagnosis.Causes.Select((Cause cause) => (cause.Id, cause.Weight))];
        }
        return new Verdict(episodes, findings, named, fault);
    }

    public override string ToString() => string.Join(", ", Episodes
        .Where(episode => episode.Severity > Severity.Info)
        .Select(e => $"{e.Detector} {e.Severity.ToString().ToLowerInvariant()} @{e.AlarmStep}")
        .Take(8)
        .DefaultIfEmpty("no episode"));
}
