using GradWatch.Logs;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Storage;
using GradWatch.Wording;

namespace GradWatch.Cli.Diagnose;

/// <summary>From a path to the reports of its runs. What cannot be read is told, and the rest goes on.</summary>
internal sealed class Diagnosing(
    ReadingOptions reading, ReadingProgress? progress, Complaints complaints, Language language, CancellationToken cancel)
{
    private const string StandardInput = "-";

    private readonly ReadingOptions _reading = reading with
    {
        Unreadable = unreadable => complaints.Add(unreadable.In(language)),
        ReadAhead = true,
        Progress = progress is null ? null : progress.Show,
    };

    internal IEnumerable<Report> Of(string path) => Each(path, Diagnose);

    /// <summary>What becomes of each run of a path; a run that comes to nothing is passed over.</summary>
    internal IEnumerable<T> Each<T>(string path, Func<string, LogRun, T?> take) where T : class
    {
        if (cancel.IsCancellationRequested || Try(path, () => Open(path).GetEnumerator()) is not { } runs)
            yield break;
        using (runs)
        {
            while (!cancel.IsCancellationRequested && Try(path, () => runs.MoveNext() ? runs.Current : null) is { } run)
            {
                if (Try(path, () => take(path, run)) is { } taken)
                    yield return taken;
            }
        }
    }

    private IEnumerable<LogRun> Open(string path) => path == StandardInput
        ? LogReader.Read(path, new InterruptibleStream(Console.OpenStandardInput(), cancel), _reading)
        : LogReader.Read(path, _reading);

    private Report? Diagnose(string path, LogRun run)
    {
        var monitor = new TrainingMonitor();
        // On the command line a fault of a detector is a defect to be seen, not something to train on past.
        monitor.Faulted += fault => complaints.Add(Defects.Describe(fault, run.Description.Source, language));
        Try(path, () => Observe(monitor, run));
        if (monitor.Record.Observations == 0)
            return null;
        monitor.Complete();
        return Try(path, () => monitor.Report(run.Description, run.Notes.Sentences));
    }

    private TrainingMonitor Observe(TrainingMonitor monitor, LogRun run)
    {
        foreach (Observation observation in run.Observations)
        {
            // Standard input ends by itself, and what it holds by then is used.
            if (cancel.IsCancellationRequested && run.Description.Source != StandardInput)
                break;
            monitor.Observe(observation);
        }
        return monitor;
    }

    private T? Try<T>(string path, Func<T?> read) where T : class
    {
        try
        {
            return read();
        }
        catch (UnreadableLogException unreadable)
        {
            // A read that was interrupted ends where a file that is cut does; only the interruption is told.
            if (!cancel.IsCancellationRequested)
                complaints.Add(unreadable.In(language));
        }
        catch (Exception stopped) when (stopped is OperationCanceledException && cancel.IsCancellationRequested)
        {
            return null;
        }
        catch (StoreUnavailableException unavailable)
        {
            complaints.Add(unavailable.Message);
        }
        catch (Exception defect)
        {
            complaints.Add(Defects.Describe(defect, path, language));
            Defects.ShowStack(defect);
        }
        return null;
    }
}
