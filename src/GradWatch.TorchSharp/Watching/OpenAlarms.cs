using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Observations;

namespace GradWatch.TorchSharp.Watching;

/// <summary>Which episodes are open that are more than a note, and since when.</summary>
internal sealed class OpenAlarms
{
    private readonly Dictionary<(string Detector, Series Series), long> _open = [];

    internal OpenAlarms(TrainingMonitor monitor)
    {
        monitor.EpisodeOpened += Take;
        monitor.EpisodeWorsened += Take;
        monitor.EpisodeClosed += episode => Set(() => _open.Remove((episode.Detector, episode.Series)));
    }

    /// <summary>The step of the newest alarm that is open; null when none is.</summary>
    internal long? Newest { get; private set; }

    private void Take(Episode episode)
    {
        if (episode.Severity > Severity.Info)
            Set(() => _open.TryAdd((episode.Detector, episode.Series), episode.AlarmStep));
    }

    private void Set(Action change)
    {
        change();
        Newest = _open.Count == 0 ? null : _open.Values.Max();
    }
}
