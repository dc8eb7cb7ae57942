using GradWatch.Cli.Texts;
using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Logs;
using GradWatch.Logs.Following;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Wording;

namespace GradWatch.Cli.Watch;

/// <summary>Follows a log until it is told to stop, telling of episodes as they come, and the report in the end.</summary>
internal sealed class Watching(
    IWatchOutput output, StatusLine? status, Interruption interruption, TimeProvider time, Language language, bool untilCritical)
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(250);
    private readonly List<WatchedRun> _runs = [];
    private readonly Complaints _complaints = new(Console.Error, null);
    private readonly HashSet<string> _complained = [];
    private readonly Lock _lock = new();
    private WatchedRun? _moved;
    private bool _critical;

    internal int Run(string path, ReadingOptions reading, TimeSpan poll)
    {
        _complaints.Note(CliTexts.Format(language, "watch.waiting", path));
        using (time.CreateTimer(_ => ShowStatus(), null, Redraw, Redraw))
        {
            try
            {
                LogFollower.Follow(path, reading with { Unreadable = Complain }, poll, time, Observe, interruption.Token);
            }
            catch (UnreadableLogException unreadable)
            {
                Complain(unreadable);
            }
        }
        lock (_lock)
            return Conclude(path);
    }

    private int Conclude(string path)
    {
        List<Report> reports = [.. _runs.Select(run => run.Report())];
        output.Conclude(reports);
        if (reports.Count == 0 && !_complaints.Any)
            _complaints.Add(CliTexts.Format(language, "watch.nothing", path));
        if (untilCritical && _critical)
            return ExitStatus.Critical;
        return _complaints.Any ? ExitStatus.Unusable : ExitStatus.Of(reports);
    }

    private void Observe(LogRun source)
    {
        var run = new WatchedRun(source, Tell, fault => Complain(Defects.Describe(fault, source.Description.Source, language)));
        lock (_lock)
        {
            status?.Clear();
            _complaints.Note(CliTexts.Format(language, "watch.reading", source.Description.Source, source.Description.Format));
            _runs.Add(run);
        }
        foreach (Observation observation in source.Observations)
        {
            lock (_lock)
            {
                run.Observe(observation);
                _moved = run;
            }
        }
        lock (_lock)
            run.Complete();
    }

    // Called by a monitor, under the lock.
    private void Tell(EpisodeTurn turn, RunDescription run, Episode episode)
    {
        output.Tell(turn, run, episode);
        _critical |= turn != EpisodeTurn.Closed && episode.Severity == Severity.Critical;
        if (untilCritical && _critical)
            interruption.Stop();
    }

    private void ShowStatus()
    {
        if (status is null)
            return;
        lock (_lock)
        {
            if (_moved is { } moved && !interruption.Token.IsCancellationRequested)
                status.Show(moved.Record, moved.Description);
            _moved = null;
        }
    }

    private void Complain(UnreadableLogException unreadable) => Complain(unreadable.In(language));

    // A directory that may not be listed is met at every look.
    private void Complain(string message)
    {
        lock (_lock)
        {
            if (!_complained.Add(message))
                return;
            status?.Clear();
            _complaints.Add(message);
        }
    }
}
