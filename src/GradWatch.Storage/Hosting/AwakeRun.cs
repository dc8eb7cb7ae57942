using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Hosting;

/// <summary>A run whose detectors are in memory, as of the last commit.</summary>
internal sealed class AwakeRun(RunDetection detection, RunSummary summary)
{
    internal RunDetection Detection { get; } = detection;

    internal RunSummary Summary { get; set; } = summary;

    /// <summary>How far each writer has come.</summary>
    internal Dictionary<string, long> Writers { get; } = [];

    /// <summary>What the limit kept out.</summary>
    internal RefusedSeries Refused { get; } = new();

    /// <summary>Rows at the last saved state.</summary>
    internal long SavedRows { get; set; }

    /// <summary>True when something came since the last saved state.</summary>
    internal bool Changed { get; set; }

    /// <summary>From the store: the last saved state, and what came after it is taken in again.</summary>
    internal static async Task<AwakeRun> WakeAsync(IRunStore store, RunSummary summary, CancellationToken cancel)
    {
        IReadOnlyList<SeriesEntry> series = await store.SeriesAsync(summary.Id, cancel).ConfigureAwait(false);
        SavedState? saved = await store.StateAsync(summary.Id, cancel).ConfigureAwait(false);
        RunDetection detection = Begin(saved, summary, out bool restored);
        detection.Series.Add(series);
        AwakeRun run = new(detection, summary) { SavedRows = restored ? saved!.Rows : 0 };
        await run.CatchUpAsync(store, null, cancel).ConfigureAwait(false);
        if (!restored && summary.Status != RunStatus.Running)
            detection.Complete();
        detection.Changes(detection.Monitor.Episodes);
        foreach (WriterSequence writer in await store.WritersAsync(summary.Id, cancel).ConfigureAwait(false))
            run.Writers[writer.Writer] = writer.Sequence;
        run.Changed = detection.Rows > run.SavedRows;
        return run;
    }

    /// <summary>Takes in the rows and entries that the store has beyond those known.</summary>
    internal async Task CatchUpAsync(IRunLog log, Action<StepRows>? seen, CancellationToken cancel)
    {
        await foreach (StepRows rows in log.RowsAsync(Summary.Id, Detection.Rows, cancel).ConfigureAwait(false))
        {
            Detection.Observe(rows);
            seen?.Invoke(rows);
        }
        IReadOnlyList<RunEntry> entries = await log.EntriesAsync(Summary.Id, null, cancel).ConfigureAwait(false);
        foreach (RunEntry entry in entries.Where(entry => entry.Kind is EntryKinds.Guard or EntryKinds.Origin).Skip(Detection.Entries).ToList())
            Detection.Take(entry);
    }

    private static RunDetection Begin(SavedState? saved, RunSummary summary, out bool restored)
    {
        restored = false;
        if (saved is null || saved.Rows > summary.Rows)
            return new RunDetection();
        try
        {
            RunDetection detection = new();
            detection.Restore(saved);
            restored = true;
            return detection;
        }
        catch (Exception other) when (other is InvalidDataException or EndOfStreamException)
        {
            // Another version saved it: the rows tell the same.
            return new RunDetection();
        }
    }
}
