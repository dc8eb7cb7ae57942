using GradWatch.Detectors;
using GradWatch.Observations;

namespace GradWatch.Episodes;

/// <summary>Joins findings into episodes.</summary>
public sealed class EpisodeLog
{
    private readonly List<Episode> _episodes = [];

    /// <summary>Takes a finding in; the episode when this finding opens one.</summary>
    public Episode? Add(in Finding finding) => _episodes.Find(e => e.Closed);

    /// <summary>Takes an observation in; the episode that this observation closes, if any.</summary>
    public Episode? Advance(in Observation observation) => _episodes.Find(e => e.Closed);

    /// <summary>All episodes so far, in the order in which their alarms came.</summary>
    public IReadOnlyList<Episode> Snapshot() => [.. _episodes];
}
