using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Scoring;

/// <summary>What is said of incidents, bursts and heavy tails that training survives: a warning is right, one episode each.</summary>
internal sealed record EventScore(int Runs, int Warned, int Critical, double EpisodesOnAverage, int OneEpisode)
{
    internal static EventScore Of(IReadOnlyList<Judged> judged)
    {
        List<Judged> events = [.. judged.Where(one => one.Run.Truth.Label == "event")];
        return new EventScore(
            events.Count, events.Count(one => one.Verdict.Worst == Severity.Warning), events.Count(one => one.Verdict.Worst == Severity.Critical),
            events.Select(one => one.Verdict.Count(Severity.Warning)).DefaultIfEmpty().Average(),
            events.Count(one => one.Verdict.Count(Severity.Warning) == 1));
    }
}
