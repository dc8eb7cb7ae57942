using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Storage.Runs;
using GradWatch.Wording;

namespace GradWatch.Storage.Hosting;

/// <summary>A run in this process. Its detectors sleep in the store and wake when something is asked of them.</summary>
internal sealed class RunHost(IRunStore store, GroupCommit commit, NewsHub hub, HostingOptions options, TimeProvider time, RunSummary summary) : IRunHost, IDisposable
{
    // What is saved of a long run is large: it is written when the run has grown by an eighth, so that waking takes in no more than that again.
    private const long FewestRowsToSave = 2000;
    private const int PartToSave = 8;

    private readonly SemaphoreSlim _turn = new(1);
    private AwakeRun? _awake;
    private readonly Lock _naming = new();
    private volatile RunSummary _summary = summary;

    /// <inheritdoc/>
    public RunSummary Summary => _summary;

    /// <summary>When something was last asked of it.</summary>
    internal DateTimeOffset LastUsed { get; private set; } = time.GetUtcNow();

    /// <summary>Bytes of memory that its detectors take; 0 while they sleep.</summary>
    internal long MemoryBytes => _awake?.Detection.Monitor.Record.MemoryBytes ?? 0;

    /// <inheritdoc/>
    public ValueTask<Receipt> IngestAsync(RunBatch batch, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return InTurnAsync(run => TakeAsync(run, batch, cancel), cancel);
    }

    /// <inheritdoc/>
    public async ValueTask NoteAsync(RunEntry entry, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        await InTurnAsync(async run =>
        {
            RunAppend append = new()
            {
                Run = run.Summary.Id, FirstRow = run.Detection.Rows, Rows = new StepRows(), Summary = run.Summary with { Updated = time.GetUtcNow() },
                Entries = [entry with { Row = run.Detection.Rows }],
            };
            run.Detection.Take(append.Entries[0]);
            await CommitAsync(run, append, cancel).ConfigureAwait(false);
            return true;
        }, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<long> SequenceOfAsync(string writer, CancellationToken cancel = default) =>
        InTurnAsync(run => Task.FromResult(run.Writers.GetValueOrDefault(writer)), cancel);

    /// <inheritdoc/>
    public ValueTask<Report> ReportAsync(CancellationToken cancel = default) => InTurnAsync(run => Task.FromResult(ReportOf(run)), cancel);

    /// <inheritdoc/>
    public ValueTask<T> ReadReportAsync<T>(Func<Report, T> read, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        return InTurnAsync(run => Task.FromResult(read(ReportOf(run))), cancel);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>Takes up what another process wrote to the store, and tells it.</summary>
    internal async ValueTask RefreshAsync(RunSummary stored, CancellationToken cancel)
    {
        if (_awake is null && !hub.AnyListener(stored.Id))
        {
            _summary = stored;
            return;
        }
        await InTurnAsync(async run =>
        {
            if (stored.Updated <= _summary.Updated && stored.Rows <= run.Detection.Rows)
                return false;
            long before = run.Detection.Rows;
            int series = run.Detection.Series.Count;
            run.Summary = _summary = stored;
            if (stored.Status != RunStatus.Running || stored.Rows < before)
            {
                // It ended, and its detectors had their last word there: that is in the store.
                _awake = null;
                hub.Tell(new RunNews { Summary = stored, FirstRow = stored.Rows, Rows = new StepRows() });
                return false;
            }
            run.Detection.Series.Add(await store.SeriesAsync(stored.Id, cancel).ConfigureAwait(false));
            StepRows all = new();
            await run.CatchUpAsync(store, rows => Copy(rows, all), cancel).ConfigureAwait(false);
            foreach (WriterSequence writer in await store.WritersAsync(stored.Id, cancel).ConfigureAwait(false))
                run.Writers[writer.Writer] = writer.Sequence;
            run.Changed = true;
            hub.Tell(new RunNews
            {
                Summary = stored, FirstRow = before, Rows = all, NewSeries = EntriesFrom(run, series),
                Episodes = run.Detection.Changes(run.Detection.Monitor.Episodes),
            });
            return true;
        }, cancel).ConfigureAwait(false);
    }

    /// <summary>A person changed name, note or tags: they are in the store already.</summary>
    internal void Changed(RunSummary stored)
    {
        lock (_naming)
            _summary = _summary with { Name = stored.Name, Note = stored.Note, Tags = stored.Tags };
        hub.Tell(new RunNews { Summary = _summary, FirstRow = _summary.Rows, Rows = new StepRows() });
    }

    /// <summary>Saves what the detectors know and lets go of them.</summary>
    internal async ValueTask SleepAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_awake is not { } run)
                return;
            _awake = null;
            if (!run.Changed)
                return;
            RunAppend append = new()
            {
                Run = run.Summary.Id, FirstRow = run.Detection.Rows, Rows = new StepRows(), Summary = Person(run.Summary),
                State = run.Detection.Save(), Report = Json(ReportOf(run)),
            };
            await commit.AppendAsync(append, cancel).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask<T> InTurnAsync<T>(Func<AwakeRun, Task<T>> act, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            LastUsed = time.GetUtcNow();
            try
            {
                return await act(_awake ??= await WakeAsync(cancel).ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (StaleRunException)
            {
                // Another process wrote to the run: what it wrote is taken in, and this comes after it.
                return await act(_awake ??= await WakeAsync(cancel).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<AwakeRun> WakeAsync(CancellationToken cancel)
    {
        string id = _summary.Id;
        RunSummary stored = await store.FindAsync(id, cancel).ConfigureAwait(false) ?? throw new StaleRunException(id, _summary.Rows, null);
        _summary = stored;
        return await AwakeRun.WakeAsync(store, stored, cancel).ConfigureAwait(false);
    }

    private async Task<Receipt> TakeAsync(AwakeRun run, RunBatch batch, CancellationToken cancel)
    {
        if (batch.Writer is { } writer)
        {
            long last = run.Writers.GetValueOrDefault(writer);
            if (batch.Sequence <= last)
                return new Receipt(last, true, 0, run.Summary);
            if ((batch.Follows ?? batch.Sequence - 1) is var follows && follows != last)
                throw new SequenceGapException(writer, last + 1, follows + 1);
        }
        RunAppend append;
        int refused;
        try
        {
            append = Observe(run, batch, out refused);
        }
        catch
        {
            // A batch that no detector can take: what they have seen of it, and the series it brought, are forgotten.
            _awake = null;
            throw;
        }
        await CommitAsync(run, append, cancel).ConfigureAwait(false);
        return new Receipt(batch.Sequence, false, refused, _summary);
    }

    private RunAppend Observe(AwakeRun run, RunBatch batch, out int refused)
    {
        RenumberedRows rows = RenumberedRows.Of(batch, run.Detection.Series, run.Refused, options.SeriesLimit);
        refused = rows.Refused;
        long firstRow = run.Detection.Rows;
        run.Detection.Observe(rows.Rows);
        if (batch.Status is not null and not RunStatus.Running)
            run.Detection.Complete();
        List<RunEntry> entries = [.. Entries.Of(batch, rows, run.Detection, limitHit: rows.Refused > 0 && run.Summary.RefusedSeries == 0)];
        entries.ForEach(run.Detection.Take);
        IReadOnlyList<Episode> episodes = run.Detection.Monitor.Episodes;
        RunSummary summary = SummaryLines.Of(run.Summary, run.Detection, episodes) with
        {
            Updated = time.GetUtcNow(),
            Status = batch.Status ?? (rows.Rows.Count > 0 ? RunStatus.Running : run.Summary.Status),
            Lost = run.Summary.Lost + batch.Lost,
            RefusedSeries = Math.Max(run.Summary.RefusedSeries, run.Refused.Count),
        };
        IReadOnlyList<StoredEpisode> changes = run.Detection.Changes(episodes);
        bool save = summary.Status != RunStatus.Running && batch.Status is not null
            || run.Detection.Rows - run.SavedRows >= Math.Max(FewestRowsToSave, run.SavedRows / PartToSave);
        return new RunAppend
        {
            Run = summary.Id, FirstRow = firstRow, Rows = rows.Rows, NewSeries = rows.NewSeries, Summary = Person(summary), Episodes = changes,
            Writer = batch.Writer is null ? null : new WriterSequence(batch.Writer, batch.Sequence),
            Entries = entries, State = save ? run.Detection.Save() : null, Report = save ? Json(ReportOf(run)) : null,
        };
    }

    private async Task CommitAsync(AwakeRun run, RunAppend append, CancellationToken cancel)
    {
        try
        {
            await commit.AppendAsync(append, cancel).ConfigureAwait(false);
        }
        catch
        {
            // The detectors have seen what was not kept, or what may have been kept: the store knows, so they wake from it.
            _awake = null;
            throw;
        }
        lock (_naming)
            run.Summary = _summary = Person(append.Summary);
        run.Changed = append.State is null;
        if (append.State is not null)
            run.SavedRows = append.State.Rows;
        if (append.Writer is { } writer)
            run.Writers[writer.Writer] = writer.Sequence;
        hub.Tell(new RunNews
        {
            Summary = _summary, FirstRow = append.FirstRow, Rows = append.Rows, NewSeries = append.NewSeries, Episodes = append.Episodes, Entries = append.Entries,
        });
    }

    // Name, note and tags may have been changed by a person while the write was under way.
    private RunSummary Person(RunSummary written) => written with { Name = _summary.Name, Note = _summary.Note, Tags = _summary.Tags };

    private static Report ReportOf(AwakeRun run)
    {
        List<Sentence> notes = [];
        if (run.Summary.Lost > 0)
            notes.Add(new Sentence("note.storage.lost", run.Summary.Lost, run.Summary.LastStep));
        if (run.Summary.RefusedSeries > 0)
            notes.Add(new Sentence("note.storage.series_limit", run.Summary.RefusedSeries, (long)run.Detection.Series.Count));
        return run.Detection.Report(new RunDescription(run.Summary.Source.Length > 0 ? run.Summary.Source : run.Summary.Name, run.Summary.Format, run.Summary.Name), notes);
    }

    private static string Json(Report report)
    {
        using MemoryStream json = new();
        JsonReport.Write(report, json, Language.English, false);
        return System.Text.Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length);
    }

    private static void Copy(StepRows rows, StepRows all)
    {
        for (int row = 0; row < rows.Count; row++)
            all.Append(rows, row);
    }

    private static List<SeriesEntry> EntriesFrom(AwakeRun run, int first) =>
        [.. Enumerable.Range(first, run.Detection.Series.Count - first).Select(index => new SeriesEntry(index, run.Detection.Series[index]))];
}
