using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Logs;
using GradWatch.Logs.Following;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Wording;
using Spectre.Console;

namespace GradWatch.Cli.Watch;

/// <summary>Follows a log until it is told to stop: one line an episode, and the report at the end.</summary>
internal sealed class Watching(Language language, bool plain, bool untilCritical)
{
    private readonly IAnsiConsole _console = Screen.Open(Console.Out, plain);
    private readonly List<(LogRun Run, TrainingMonitor Monitor)> _runs = [];
    private readonly Lock _lock = new();

    internal int Run(string path, ReadingOptions reading, TimeSpan poll)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        Console.Error.WriteLine(CliTexts.Format(language, "watch.waiting", path));
        try
        {
            LogFollower.Follow(path, reading, poll, TimeProvider.System, run => Observe(run, stop), stop.Token);
        }
        catch (UnreadableLogException unreadable)
        {
            Console.Error.WriteLine($"gradwatch: {unreadable.In(language)}");
            return ExitStatus.Unusable;
        }
        return Conclude();
    }

    private void Observe(LogRun run, CancellationTokenSource stop)
    {
        var monitor = new TrainingMonitor();
        lock (_lock)
            _runs.Add((run, monitor));
        void Tell(Episode episode)
        {
            Print(run, episode);
            if (untilCritical && episode.Severity == Severity.Critical)
                stop.Cancel();
        }
        monitor.EpisodeOpened += Tell;
        monitor.EpisodeWorsened += Tell;
        monitor.EpisodeClosed += episode => PrintClosed(episode);
        foreach (Observation observation in run.Observations)
        {
            lock (_lock)
                monitor.Observe(observation);
        }
        monitor.Complete();
    }

    private void Print(LogRun run, Episode episode)
    {
        if (episode.Severity == Severity.Info)
            return;
        string word = Headline.Word(episode.Severity).In(language).ToLowerInvariant();
        string source = _runs.Count > 1 ? $"{run.Description.Source}: " : "";
        new Page(_console).Line(
            ($"{word,-9}", Tone.Of(episode.Severity)), ($"{episode.Detector,-22}", Tone.Strong), (source + episode.Worst.Sentence.In(language), Tone.Plain));
    }

    private void PrintClosed(Episode episode)
    {
        if (episode.Severity > Severity.Info)
            new Page(_console).Line((CliTexts.Format(language, "watch.closed", episode.LastStep, episode.Detector), Tone.Faint));
    }

    private int Conclude()
    {
        List<Report> reports;
        lock (_lock)
            reports = [.. _runs.Select(entry => entry.Monitor.Report(entry.Run.Description, entry.Run.Notes.Sentences))];
        if (reports.Count == 1)
            new ConsoleReport(_console, language, "none").Write(reports[0]);
        else if (reports.Count > 1)
            new SummaryTable(_console, language).Write(reports);
        return reports.Any(report => report.Verdict == "critical") ? ExitStatus.Critical : ExitStatus.Calm;
    }
}
