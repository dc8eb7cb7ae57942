using System.Data.Common;
using GradWatch.Storage.Blocks;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Sql;

/// <summary>Some series between two steps, for a screen: from the rollups where a bin takes more than one of theirs, else from the values.</summary>
internal sealed class SqlBins(DbConnection connection, string run, IReadOnlyList<int> series, StepRange range, int most)
{
    // So many groups are found one by one; more are found by going through the blocks.
    private const int FewGroups = 8;

    private readonly HashSet<long> _groups = [];
    private readonly List<long> _steps = [];
    private readonly List<double> _values = [];
    private Dictionary<int, SeriesCollector> _collectors = [];
    private long _key;

    internal async ValueTask<List<SeriesBins>> ReadAsync(CancellationToken cancel)
    {
        _key = await connection.QueryAsync("SELECT key FROM runs WHERE id = @p0", reader => reader.GetInt64(0), cancel, run)
            .FirstOrDefaultAsync(-1, cancel).ConfigureAwait(false);
        List<Block> blocks = await connection.QueryAsync(
            "SELECT first_row, row_count, first_step, last_step, header FROM run_blocks WHERE run = @p0 AND last_step >= @p1 AND first_step <= @p2 ORDER BY first_row",
            reader => new Block(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.Bytes(4)),
            cancel, _key, range.First, range.Last).ToListAsync(cancel).ConfigureAwait(false);
        bool many = blocks.Sum(block => block.Rows) / most >= Rollup.ValuesPerBin;
        _collectors = series.Distinct().ToDictionary(one => one, one => new SeriesCollector(one, range, asBins: many));
        await FindGroupsAsync(cancel).ConfigureAwait(false);
        for (int start = 0, end; start < blocks.Count; start = end)
        {
            bool rolled = many && IsWhole(blocks[start]);
            end = start + 1;
            while (end < blocks.Count && (many && IsWhole(blocks[end])) == rolled && blocks[end].FirstRow == blocks[end - 1].FirstRow + blocks[end - 1].Rows)
                end++;
            List<Block> part = blocks[start..end];
            if (rolled)
                await AddRollupsAsync(part, cancel).ConfigureAwait(false);
            else
                await AddValuesAsync(part, cancel).ConfigureAwait(false);
        }
        TailScan tails = new(_collectors);
        await foreach (byte[] tail in connection.QueryAsync("SELECT bytes FROM run_tails WHERE run = @p0 ORDER BY first_row",
            reader => reader.Bytes(0), cancel, _key).ConfigureAwait(false))
            tails.Add(tail);
        return [.. series.Select(one => _collectors[one].Fold(most))];
    }

    private bool IsWhole(in Block block) => range.Contains(block.FirstStep) && range.Contains(block.LastStep);

    private async ValueTask FindGroupsAsync(CancellationToken cancel)
    {
        Dictionary<string, long> first = [];
        await foreach ((long index, string tensor) in connection.QueryAsync(
            "SELECT idx, tensor FROM run_series WHERE run = @p0 ORDER BY idx", reader => (reader.GetInt64(0), reader.Text(1) ?? ""), cancel, _key).ConfigureAwait(false))
        {
            long group = first.TryGetValue(tensor, out long known) ? known : first[tensor] = index;
            if (_collectors.ContainsKey((int)index))
                _groups.Add(group);
        }
    }

    private async ValueTask AddRollupsAsync(List<Block> blocks, CancellationToken cancel)
    {
        await foreach ((_, byte[] rollup) in PartsOf(blocks, "run_rollups", cancel).ConfigureAwait(false))
        {
            ByteReader reader = new(rollup);
            while (!reader.AtEnd)
                Rollup.Read(ref reader, one => _collectors.GetValueOrDefault(one)?.Bins);
        }
    }

    private async ValueTask AddValuesAsync(List<Block> blocks, CancellationToken cancel)
    {
        Dictionary<long, (BlockHeader Header, bool Whole)> headers =
            blocks.ToDictionary(block => block.FirstRow, block => (BlockHeader.Read(block.Header), IsWhole(block)));
        await foreach ((long firstRow, byte[] columns) in PartsOf(blocks, "run_columns", cancel).ConfigureAwait(false))
            AddColumns(columns, headers[firstRow].Header, headers[firstRow].Whole);
    }

    private void AddColumns(byte[] columns, BlockHeader header, bool whole)
    {
        ByteReader reader = new(columns);
        while (!reader.AtEnd)
        {
            _values.Clear();
            int one = Column.Read(ref reader, index => _collectors.ContainsKey(index) ? _values : null);
            if (_values.Count == 0)
                continue;
            ReadOnlySpan<long> steps = header.StepsOf(one, _steps);
            ReadOnlySpan<double> values = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_values);
            if (whole)
                _collectors[one].AddWhole(steps, values);
            else
                _collectors[one].Add(steps, values);
        }
    }

    /// <summary>The parts of the wanted groups in blocks that follow each other; of each group in the order of the blocks.</summary>
    private async IAsyncEnumerable<(long FirstRow, byte[] Bytes)> PartsOf(
        List<Block> blocks, string table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        long first = blocks[0].FirstRow, last = blocks[^1].FirstRow;
        if (_groups.Count > FewGroups)
        {
            await foreach ((long firstRow, long group, DbDataReader row) in connection.QueryAsync(
                $"SELECT first_row, grp, bytes FROM {table} WHERE run = @p0 AND first_row >= @p1 AND first_row <= @p2 ORDER BY first_row, grp",
                reader => (reader.GetInt64(0), reader.GetInt64(1), reader), cancel, _key, first, last).ConfigureAwait(false))
            {
                if (_groups.Contains(group))
                    yield return (firstRow, row.Bytes(2));
            }
            yield break;
        }
        // Crossed, so that the blocks are gone through and each part is found by its key: parts of other groups are not passed by.
        foreach (long group in _groups)
        {
            await foreach ((long, byte[]) part in connection.QueryAsync(
                $"SELECT c.first_row, c.bytes FROM run_blocks b CROSS JOIN {table} c WHERE b.run = @p0 AND b.first_row >= @p1 AND b.first_row <= @p2 "
                + "AND c.run = b.run AND c.first_row = b.first_row AND c.grp = @p3 ORDER BY b.first_row",
                reader => (reader.GetInt64(0), reader.Bytes(1)), cancel, _key, first, last, group).ConfigureAwait(false))
                yield return part;
        }
    }

    private readonly record struct Block(long FirstRow, long Rows, long FirstStep, long LastStep, byte[] Header);
}
