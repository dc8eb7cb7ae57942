using GradWatch.Reports;
using GradWatch.Storage.Runs;
using GradWatch.Wording;

namespace GradWatch.Server.Contract;

/// <summary>An episode as docs/api.md describes it.</summary>
public sealed record EpisodeResource
{
    public required int Number { get; init; }
    public required string Detector { get; init; }
    public required string Severity { get; init; }
    public required string Series { get; init; }
    public string? Tensor { get; init; }
    public required long FirstStep { get; init; }
    public required long AlarmStep { get; init; }
    public required long LastStep { get; init; }
    public required bool Closed { get; init; }
    public required string Finding { get; init; }

    /// <summary>In pushed events alone: they are for pages of either language.</summary>
    public string? FindingRu { get; init; }

    internal static EpisodeResource Of(StoredEpisode episode, Language language) => Of(episode) with
    {
        Finding = language == Language.Russian ? episode.Russian : episode.English, FindingRu = null,
    };

    internal static EpisodeResource Of(StoredEpisode episode) => new()
    {
        Number = episode.Number, Detector = episode.Detector, Severity = episode.Severity.Name(), Series = episode.Series, Tensor = episode.Tensor,
        FirstStep = episode.FirstStep, AlarmStep = episode.AlarmStep, LastStep = episode.LastStep, Closed = episode.Closed,
        Finding = episode.English, FindingRu = episode.Russian,
    };
}
