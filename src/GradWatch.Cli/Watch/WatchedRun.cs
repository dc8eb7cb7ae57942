using GradWatch.Diagnosis;
using GradWatch.Episodes;
using GradWatch.Logs;
using GradWatch.Observations;
using GradWatch.Reports;

namespace GradWatch.Cli.Watch;

/// <summary>One run while it is followed.</summary>
internal sealed class WatchedRun
{
    private readonly LogRun _run;
    private readonly TrainingMonitor _monitor = new();

    internal WatchedRun(LogRun run, Action<EpisodeTurn, RunDescription, Episode> tell, Action<Exception> faulted)
    {
        _run = run;
        _monitor.EpisodeOpened += episode => tell(EpisodeTurn.Opened, run.Description, Located(episode));
        _monitor.EpisodeWorsened += episode => tell(EpisodeTurn.Worsened, run.Description, Located(episode));
        _monitor.EpisodeClosed += episode => tell(EpisodeTurn.Closed, run.Description, Located(episode));
        _monitor.Faulted += faulted;
    }

    internal RunDescription Description => _run.Description;

    internal RunRecord Record => _monitor.Record;

    internal void Observe(in Observation observation) => _monitor.Observe(observation);

    internal void Complete() => _monitor.Complete();

    internal Report Report() => _monitor.Report(_run.Description, _run.Notes.Sentences);

    private Episode Located(Episode episode) => episode with { Tensor = Localization.Locate(_monitor.Record, episode) };
}
