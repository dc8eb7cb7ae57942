using GradWatch.Logs;
using GradWatch.Observations;
using GradWatch.Reports;

namespace GradWatch.Cli.Diagnose;

/// <summary>From a path to the reports of its runs. What cannot be read is told, and the rest goes on.</summary>
internal sealed class Diagnosing(ReadingOptions reading, ReadingProgress? progress, Action<UnreadableLogException> unreadable)
{
    private readonly ReadingOptions _reading = reading with
    {
        Unreadable = unreadable,
        ReadAhead = true,
        Progress = progress is null ? null : progress.Show,
    };

    internal IEnumerable<Report> Of(string path)
    {
        using IEnumerator<LogRun> runs = Open(path).GetEnumerator();
        while (Next(runs) is { } run)
        {
            if (Diagnose(run) is { } report)
                yield return report;
        }
    }

    private IEnumerable<LogRun> Open(string path) =>
        path == "-" ? LogReader.Read(path, Console.OpenStandardInput(), _reading) : LogReader.Read(path, _reading);

    private LogRun? Next(IEnumerator<LogRun> runs)
    {
        try
        {
            return runs.MoveNext() ? runs.Current : null;
        }
        catch (UnreadableLogException failure)
        {
            unreadable(failure);
            return null;
        }
    }

    private Report? Diagnose(LogRun run)
    {
        var monitor = new TrainingMonitor();
        // On the command line a fault of a detector is a defect to be seen, not something to train on past.
        monitor.Faulted += fault => throw new InvalidOperationException("a detector failed", fault);
        try
        {
            foreach (Observation observation in run.Observations)
                monitor.Observe(observation);
        }
        catch (UnreadableLogException failure)
        {
            unreadable(failure);
            if (monitor.Record.Observations == 0)
                return null;
        }
        monitor.Complete();
        return monitor.Report(run.Description, run.Notes.Sentences);
    }
}
