using GradWatch.Detectors;
using GradWatch.Observations;

namespace GradWatch.Episodes;

/// <summary>Joins the findings of one detector on one series into episodes: one incident is one episode.</summary>
/// <param name="options">When an episode closes.</param>
public sealed class EpisodeLog(EpisodeOptions? options = null)
{
    private readonly EpisodeOptions _options = options ?? new();
    private readonly List<OpenEpisode> _all = [];
    private readonly List<OpenEpisode> _open = [];

    /// <summary>Takes a finding in and says what it did; <paramref name="episode"/> is null when it merely continued one.</summary>
    public EpisodeChange Add(in Finding finding, out Episode? episode)
    {
        episode = null;
        foreach (OpenEpisode open in _open)
        {
            if (open.First.Detector != finding.Detector || !open.First.Series.Equals(finding.Series))
                continue;
            open.Quiet = Math.Max(open.Quiet, finding.Recurs ? _options.QuietRecurring : 0);
            if (!open.Add(finding))
                return EpisodeChange.Continued;
            episode = open.ToEpisode();
            return EpisodeChange.Worsened;
        }
        var opened = new OpenEpisode(_all.Count, finding, QuietFor(finding));
        _open.Add(opened);
        _all.Add(opened);
        episode = opened.ToEpisode();
        return EpisodeChange.Opened;
    }

    /// <summary>Takes an observation in: one without a finding brings its series' episodes nearer to their end.</summary>
    /// <returns>The episode that closes with it, if any.</returns>
    public Episode? Advance(in Observation observation)
    {
        for (int i = 0; i < _open.Count; i++)
        {
            OpenEpisode open = _open[i];
            if (!open.First.Series.Equals(observation.Series) || open.QuietObservations++ < open.Quiet)
                continue;
            open.Closed = true;
            _open.RemoveAt(i);
            return open.ToEpisode();
        }
        return null;
    }

    /// <summary>All episodes so far, in the order in which their alarms came.</summary>
    public IReadOnlyList<Episode> Snapshot() => [.. _all.Select(open => open.ToEpisode()).OrderBy(episode => episode.AlarmStep)];

    internal void Save(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(_all.Count);
        foreach (OpenEpisode episode in _all)
            episode.Save(writer);
    }

    internal void Restore(BinaryReader reader)
    {
        _all.Clear();
        _open.Clear();
        int count = reader.Read7BitEncodedInt();
        for (int number = 0; number < count; number++)
            _all.Add(new OpenEpisode(number, reader));
        _open.AddRange(_all.Where(episode => !episode.Closed));
    }

    // What comes back is one incident that lasts: each episode of the same kind doubles the patience with the next one. So a run
    // that spikes for a million steps has few episodes, and they do not fill the memory.
    private int QuietFor(Finding finding)
    {
        int earlier = _all.Count(one => one.First.Detector == finding.Detector && one.First.Series.Equals(finding.Series));
        int quiet = _options.Quiet << Math.Min(earlier, 20);
        return finding.Recurs ? Math.Max(quiet, _options.QuietRecurring) : quiet;
    }
}
