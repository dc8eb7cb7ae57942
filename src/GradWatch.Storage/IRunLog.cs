using GradWatch.Storage.Runs;

namespace GradWatch.Storage;

/// <summary>What is kept of each run, appended and read. Thread-safe; reading goes on while others write.</summary>
public interface IRunLog
{
    /// <summary>Makes the writes durable, in their order and in one transaction: all of them, or none.</summary>
    /// <exception cref="StaleRunException">A run has another number of rows than its writer believes, or was deleted.</exception>
    /// <exception cref="StoreUnavailableException">The disk is full, the database is away: nothing was written; try again later.</exception>
    ValueTask AppendAsync(IReadOnlyList<RunAppend> appends, CancellationToken cancel = default);

    /// <summary>The series of a run, by index.</summary>
    ValueTask<IReadOnlyList<SeriesEntry>> SeriesAsync(string run, CancellationToken cancel = default);

    /// <summary>The rows from the given one on, exactly as they were appended, some hundreds at a time. Each buffer is the reader's to keep.</summary>
    IAsyncEnumerable<StepRows> RowsAsync(string run, long fromRow = 0, CancellationToken cancel = default);

    /// <summary>Some series between two steps, each folded into at most so many bins.</summary>
    ValueTask<IReadOnlyList<SeriesBins>> BinsAsync(
        string run, IReadOnlyList<int> series, StepRange steps, int bins, CancellationToken cancel = default);

    /// <summary>The episodes, by number.</summary>
    ValueTask<IReadOnlyList<StoredEpisode>> EpisodesAsync(string run, CancellationToken cancel = default);

    /// <summary>What happened beside the numbers, in the order in which it was appended; of one kind, or of all.</summary>
    ValueTask<IReadOnlyList<RunEntry>> EntriesAsync(string run, string? kind = null, CancellationToken cancel = default);

    /// <summary>How far each writer has come.</summary>
    ValueTask<IReadOnlyList<WriterSequence>> WritersAsync(string run, CancellationToken cancel = default);

    /// <summary>The newest report in JSON; null when none was kept.</summary>
    ValueTask<string?> ReportAsync(string run, CancellationToken cancel = default);

    /// <summary>The newest saved state of the detectors; null when none was kept.</summary>
    ValueTask<SavedState?> StateAsync(string run, CancellationToken cancel = default);
}
