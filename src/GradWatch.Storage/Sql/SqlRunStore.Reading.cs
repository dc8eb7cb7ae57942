using System.Data.Common;
using System.Runtime.CompilerServices;
using GradWatch.Observations;
using GradWatch.Storage.Blocks;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Sql;

/// <content>Reading what was appended.</content>
internal sealed partial class SqlRunStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SeriesEntry>> SeriesAsync(string run, CancellationToken cancel = default) => ListAsync(
        "SELECT idx, quantity, tensor, component FROM run_series WHERE run = (SELECT key FROM runs WHERE id = @p0) ORDER BY idx", Entry, cancel, run);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StepRows> RowsAsync(string run, long fromRow = 0, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (long row = fromRow; await NextAsync(run, row, cancel).ConfigureAwait(false) is { } rows; row += rows.Count)
            yield return rows;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SeriesBins>> BinsAsync(
        string run, IReadOnlyList<int> series, StepRange steps, int bins, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        return ReadAtOnceAsync<IReadOnlyList<SeriesBins>>(async connection =>
            await new SqlBins(connection, run, series, steps, bins).ReadAsync(cancel).ConfigureAwait(false), cancel);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEpisode>> EpisodesAsync(string run, CancellationToken cancel = default) =>
        ListAsync(SqlEpisodes.Select, SqlEpisodes.Read, cancel, run);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunEntry>> EntriesAsync(string run, string? kind = null, CancellationToken cancel = default) => kind is null
        ? ListAsync(SqlEntries.Select + " ORDER BY number", SqlEntries.Read, cancel, run)
        : ListAsync(SqlEntries.Select + " AND kind = @p1 ORDER BY number", SqlEntries.Read, cancel, run, kind);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WriterSequence>> WritersAsync(string run, CancellationToken cancel = default) => ListAsync(
        "SELECT writer, sequence FROM run_writers WHERE run = (SELECT key FROM runs WHERE id = @p0) ORDER BY writer",
        reader => new WriterSequence(reader.GetString(0), reader.GetInt64(1)), cancel, run);

    /// <inheritdoc/>
    public async ValueTask<string?> ReportAsync(string run, CancellationToken cancel = default)
    {
        IReadOnlyList<string> found = await ListAsync(
            "SELECT json FROM run_reports WHERE run = (SELECT key FROM runs WHERE id = @p0)", reader => reader.GetString(0), cancel, run).ConfigureAwait(false);
        return found.Count > 0 ? found[0] : null;
    }

    /// <inheritdoc/>
    public async ValueTask<SavedState?> StateAsync(string run, CancellationToken cancel = default)
    {
        IReadOnlyList<SavedState> found = await ListAsync(
            "SELECT row_count, bytes FROM run_states WHERE run = (SELECT key FROM runs WHERE id = @p0)",
            reader => new SavedState(reader.GetInt64(0), reader.Bytes(1)), cancel, run).ConfigureAwait(false);
        return found.Count > 0 ? found[0] : null;
    }

    // One block, or the tail, from a row on; each in a look of its own, so that a slow reader holds nothing open.
    private ValueTask<StepRows?> NextAsync(string run, long row, CancellationToken cancel) => ReadAtOnceAsync(async connection =>
    {
        long key = -1, first = 0;
        byte[]? header = null;
        await foreach ((long run, long first, byte[] header) block in connection.QueryAsync(
            "SELECT run, first_row, header FROM run_blocks WHERE run = (SELECT key FROM runs WHERE id = @p0) AND first_row + row_count > @p1 ORDER BY first_row LIMIT 1",
            reader => (reader.GetInt64(0), reader.GetInt64(1), reader.Bytes(2)), cancel, run, row).ConfigureAwait(false))
            (key, first, header) = block;
        StepRows rows = new();
        if (header is not null)
        {
            List<byte[]> groups = await connection.QueryAsync("SELECT bytes FROM run_columns WHERE run = @p0 AND first_row = @p1",
                reader => reader.Bytes(0), cancel, key, first).ToListAsync(cancel).ConfigureAwait(false);
            rows = SealedBlock.Open(header, groups);
        }
        else
        {
            first = -1;
            await foreach ((long first, byte[] bytes) tail in connection.QueryAsync(
                "SELECT first_row, bytes FROM run_tails WHERE run = (SELECT key FROM runs WHERE id = @p0) ORDER BY first_row",
                reader => (reader.GetInt64(0), reader.Bytes(1)), cancel, run).ConfigureAwait(false))
            {
                first = first < 0 ? tail.first : first;
                TailBytes.Read(tail.bytes, rows);
            }
        }
        return From(rows, row - first);
    }, cancel);

    private static StepRows? From(StepRows rows, long skip)
    {
        if (skip < 0)
            throw new InvalidDataException("rows are missing between the blocks of a run");
        if (skip >= rows.Count)
            return null;
        if (skip == 0)
            return rows;
        StepRows rest = new();
        for (int row = (int)skip; row < rows.Count; row++)
            rest.Append(rows, row);
        return rest;
    }

    private static SeriesEntry Entry(DbDataReader reader)
    {
        string name = reader.GetString(1);
        return QuantityNames.TryParse(name, out Quantity quantity)
            ? new SeriesEntry((int)reader.GetInt64(0), new Series(quantity, reader.Text(2), reader.Text(3)))
            : throw new StoreUnavailableException(StoreTrouble.Damaged, $"the store holds a series of '{name}', which this version of GradWatch does not know");
    }
}
