using System.Runtime.CompilerServices;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Tests;

/// <summary>The contract of a store, said in the plainest way: everything in lists, one lock. What the real ones are compared with.</summary>
internal sealed class MemoryRunStore(TimeProvider? time = null) : IRunStore
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Kept> _runs = [];

    public string Place => "memory";

    /// <summary>What the next writes fail with; null when they do not.</summary>
    public Exception? Trouble { get; set; }

    /// <summary>Fails after the write was kept, as a connection that breaks while a commit is answered.</summary>
    public bool AnswerIsLost { get; set; }

    /// <summary>A run that cannot be written, by a defect; null when there is none.</summary>
    public string? Defective { get; set; }

    /// <summary>What the next writes wait for.</summary>
    public Task Ready { get; set; } = Task.CompletedTask;

    /// <summary>Transactions made.</summary>
    public int Commits { get; private set; }

    public ValueTask<RunSummary> OpenAsync(RunStart start, CancellationToken cancel = default)
    {
        lock (_lock)
        {
            if (!_runs.TryGetValue(start.Id, out Kept? run))
            {
                DateTimeOffset now = _time.GetUtcNow();
                _runs.Add(start.Id, run = new Kept(new RunSummary
                {
                    Id = start.Id, Name = start.Name, Source = start.Source, Format = start.Format, Tags = start.Tags, Created = now, Updated = now,
                }));
            }
            return new(run.Summary);
        }
    }

    public ValueTask<RunSummary?> FindAsync(string run, CancellationToken cancel = default) => Read(run, kept => kept.Summary, null!)!;

    public ValueTask<IReadOnlyList<RunSummary>> ListAsync(RunFilter? filter = null, CancellationToken cancel = default)
    {
        filter ??= new RunFilter();
        lock (_lock)
        {
            return new([.. _runs.Values.Select(run => run.Summary)
                .Where(run => filter.Verdict is null || run.Verdict == filter.Verdict)
                .Where(run => filter.Status is null || run.Status == filter.Status)
                .Where(run => filter.UpdatedSince is null || run.Updated >= filter.UpdatedSince)
                .Where(run => filter.Text is null || run.Name.Contains(filter.Text, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(run => run.Created).Skip(filter.Skip).Take(filter.Take)]);
        }
    }

    public ValueTask<RunSummary?> ChangeAsync(string run, RunChange change, CancellationToken cancel = default)
    {
        lock (_lock)
        {
            if (!_runs.TryGetValue(run, out Kept? kept))
                return new((RunSummary?)null);
            kept.Summary = kept.Summary with { Name = change.Name ?? kept.Summary.Name, Note = change.Note ?? kept.Summary.Note };
            return new(kept.Summary);
        }
    }

    public ValueTask<bool> DeleteAsync(string run, CancellationToken cancel = default)
    {
        lock (_lock)
            return new(_runs.Remove(run));
    }

    public async ValueTask AppendAsync(IReadOnlyList<RunAppend> appends, CancellationToken cancel = default)
    {
        await Ready;
        lock (_lock)
        {
            if (Trouble is { } trouble)
                throw trouble;
            if (appends.Any(append => append.Run == Defective))
                throw new InvalidOperationException("a defect");
            foreach (IGrouping<string, RunAppend> run in appends.GroupBy(append => append.Run))
            {
                Kept kept = _runs.GetValueOrDefault(run.Key) ?? throw new StaleRunException(run.Key, run.First().FirstRow, null);
                long expected = kept.Rows.Count;
                foreach (RunAppend append in run)
                {
                    if (append.FirstRow != expected)
                        throw new StaleRunException(run.Key, append.FirstRow, expected);
                    expected += append.Rows.Count;
                }
            }
            foreach (RunAppend append in appends)
                _runs[append.Run].Add(append);
            Commits++;
            if (AnswerIsLost)
                throw new StoreUnavailableException(StoreTrouble.Away, "the answer was lost");
        }
    }

    public ValueTask<IReadOnlyList<SeriesEntry>> SeriesAsync(string run, CancellationToken cancel = default) =>
        Read<IReadOnlyList<SeriesEntry>>(run, kept => [.. kept.Series], []);

    public async IAsyncEnumerable<StepRows> RowsAsync(string run, long fromRow = 0, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await Task.CompletedTask;
        StepRows all = await Read(run, kept => kept.Copy(fromRow), new StepRows());
        if (all.Count > 0)
            yield return all;
    }

    public ValueTask<IReadOnlyList<SeriesBins>> BinsAsync(
        string run, IReadOnlyList<int> series, StepRange steps, int bins, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<StoredEpisode>> EpisodesAsync(string run, CancellationToken cancel = default) =>
        Read<IReadOnlyList<StoredEpisode>>(run, kept => [.. kept.Episodes.Values], []);

    public ValueTask<IReadOnlyList<RunEntry>> EntriesAsync(string run, string? kind = null, CancellationToken cancel = default) =>
        Read<IReadOnlyList<RunEntry>>(run, kept => [.. kept.Entries.Where(entry => kind is null || entry.Kind == kind)], []);

    public ValueTask<IReadOnlyList<WriterSequence>> WritersAsync(string run, CancellationToken cancel = default) =>
        Read<IReadOnlyList<WriterSequence>>(run, kept => [.. kept.Writers.Select(writer => new WriterSequence(writer.Key, writer.Value))], []);

    public ValueTask<string?> ReportAsync(string run, CancellationToken cancel = default) => Read(run, kept => kept.Report, null);

    public ValueTask<SavedState?> StateAsync(string run, CancellationToken cancel = default) => Read(run, kept => kept.State, null);

    public ValueTask<StoreSize> CompactAsync(IProgress<double>? progress = null, CancellationToken cancel = default) => SizeAsync(cancel);

    public ValueTask<IReadOnlyList<RunSummary>> RetainAsync(RetentionPolicy policy, bool pretend = false, CancellationToken cancel = default) =>
        throw new NotSupportedException();

    public ValueTask<StoreSize> SizeAsync(CancellationToken cancel = default) => new(new StoreSize(_runs.Count, 0, 0));

    public ValueTask CheckAsync(CancellationToken cancel = default) => default;

    public ValueTask DisposeAsync() => default;

    private ValueTask<T> Read<T>(string run, Func<Kept, T> read, T otherwise)
    {
        lock (_lock)
            return new(_runs.TryGetValue(run, out Kept? kept) ? read(kept) : otherwise);
    }

    private sealed class Kept(RunSummary summary)
    {
        public RunSummary Summary { get; set; } = summary;
        public StepRows Rows { get; } = new();
        public List<SeriesEntry> Series { get; } = [];
        public SortedDictionary<int, StoredEpisode> Episodes { get; } = [];
        public List<RunEntry> Entries { get; } = [];
        public Dictionary<string, long> Writers { get; } = [];
        public string? Report { get; private set; }
        public SavedState? State { get; private set; }

        public void Add(RunAppend append)
        {
            for (int row = 0; row < append.Rows.Count; row++)
                Rows.Append(append.Rows, row);
            Series.AddRange(append.NewSeries);
            Entries.AddRange(append.Entries);
            foreach (StoredEpisode episode in append.Episodes)
                Episodes[episode.Number] = episode;
            if (append.Writer is { } writer)
                Writers[writer.Writer] = writer.Sequence;
            Report = append.Report ?? Report;
            State = append.State is null ? State : append.State with { Bytes = append.State.Bytes.ToArray() };
            Summary = append.Summary with { Name = Summary.Name, Note = Summary.Note, Tags = Summary.Tags };
        }

        public StepRows Copy(long fromRow)
        {
            StepRows copy = new();
            for (int row = (int)fromRow; row < Rows.Count; row++)
                copy.Append(Rows, row);
            return copy;
        }
    }
}
