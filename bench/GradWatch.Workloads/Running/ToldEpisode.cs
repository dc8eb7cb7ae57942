using GradWatch.Episodes;

namespace GradWatch.Workloads.Running;

/// <summary>An episode in short.</summary>
internal sealed record ToldEpisode(string Detector, string Severity, string Series, long AlarmStep, long LastStep, string Worst)
{
    internal static ToldEpisode Of(Episode episode) => new(
        episode.Detector, episode.Severity.ToString().ToLowerInvariant(), episode.Series.ToString(),
        episode.AlarmStep, episode.LastStep, episode.Worst.Sentence.ToString());
}
