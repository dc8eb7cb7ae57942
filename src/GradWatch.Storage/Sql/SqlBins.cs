using System.Data.Common;
using GradWatch.Storage.Blocks;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Sql;

/// <summary>Some series between two steps, for a screen: from the rollups where a bin takes more than one of theirs, else from the values.</summary>
internal sealed class SqlBins
{
    // So many groups are found one by one; more are found by going through the block.
    private const int FewGroups = 8;

    private readonly DbConnection _connection;
    private readonly string _run;
    private readonly StepRange _range;
    private readonly int _most;
    private readonly List<SeriesCollector> _inOrder;
    private readonly Dictionary<int, SeriesCollector> _collectors;
    private long _key;
    private HashSet<long> _groups = [];

    internal SqlBins(DbConnection connection, string run, IReadOnlyList<int> series, StepRange range, int most)
    {
        _connection = connection;
        _run = run;
        _range = range;
        _most = most;
        _inOrder = [.. series.Select(one => new SeriesCollector(one, range))];
        _collectors = _inOrder.DistinctBy(one => one.Series).ToDictionary(one => one.Series);
    }

    internal async ValueTask<List<SeriesBins>> ReadAsync(CancellationToken cancel)
    {
        _key = await _connection.QueryAsync("SELECT key FROM runs WHERE id = @p0", reader => reader.GetInt64(0), cancel, _run)
            .FirstOrDefaultAsync(-1, cancel).ConfigureAwait(false);
        await FindGroupsAsync(cancel).ConfigureAwait(false);
        List<Block> blocks = await _connection.QueryAsync(
            "SELECT first_row, row_count, first_step, last_step FROM run_blocks WHERE run = @p0 AND last_step >= @p1 AND first_step <= @p2 ORDER BY first_row",
            reader => new Block(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3)),
            cancel, _key, _range.First, _range.Last).ToListAsync(cancel).ConfigureAwait(false);
        bool many = blocks.Sum(block => block.Rows) / _most >= Rollup.ValuesPerBin;
        foreach (Block block in blocks)
        {
            if (many && _range.Contains(block.FirstStep) && _range.Contains(block.LastStep))
                await AddRollupsAsync(block, cancel).ConfigureAwait(false);
            else
                await AddValuesAsync(block, cancel).ConfigureAwait(false);
        }
        await AddTailAsync(cancel).ConfigureAwait(false);
        return [.. _inOrder.Select(one => _collectors[one.Series].Fold(_most))];
    }

    private async ValueTask FindGroupsAsync(CancellationToken cancel)
    {
        Dictionary<string, long> first = [];
        await foreach ((long index, string tensor) in _connection.QueryAsync(
            "SELECT idx, tensor FROM run_series WHERE run = @p0 ORDER BY idx", reader => (reader.GetInt64(0), reader.Text(1) ?? ""), cancel, _key).ConfigureAwait(false))
        {
            long group = first.TryGetValue(tensor, out long known) ? known : first[tensor] = index;
            if (_collectors.ContainsKey((int)index))
                _groups.Add(group);
        }
    }

    private async ValueTask AddRollupsAsync(Block block, CancellationToken cancel)
    {
        await foreach (byte[] rollup in PartsOf(block, "run_rollups", cancel).ConfigureAwait(false))
        {
            ByteReader reader = new(rollup);
            while (!reader.AtEnd)
                Rollup.Read(ref reader, series => _collectors.GetValueOrDefault(series)?.Bins);
        }
    }

    private async ValueTask AddValuesAsync(Block block, CancellationToken cancel)
    {
        byte[] header = await _connection.QueryAsync("SELECT header FROM run_blocks WHERE run = @p0 AND first_row = @p1",
            reader => reader.Bytes(0), cancel, _key, block.FirstRow).FirstAsync(cancel).ConfigureAwait(false);
        BlockHeader opened = BlockHeader.Read(header);
        List<long> steps = [];
        List<double> values = [];
        await foreach (byte[] columns in PartsOf(block, "run_columns", cancel).ConfigureAwait(false))
            AddColumns(columns, opened, steps, values);
    }

    private void AddColumns(byte[] columns, BlockHeader header, List<long> steps, List<double> values)
    {
        ByteReader reader = new(columns);
        while (!reader.AtEnd)
        {
            values.Clear();
            int series = Column.Read(ref reader, one => _collectors.ContainsKey(one) ? values : null);
            if (values.Count == 0)
                continue;
            steps.Clear();
            header.StepsOf(series, steps);
            SeriesCollector collector = _collectors[series];
            for (int i = 0; i < values.Count; i++)
                collector.Add(steps[i], values[i]);
        }
    }

    private async IAsyncEnumerable<byte[]> PartsOf(
        Block block, string table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        if (_groups.Count > FewGroups)
        {
            await foreach ((long group, byte[] bytes) in _connection.QueryAsync($"SELECT grp, bytes FROM {table} WHERE run = @p0 AND first_row = @p1",
                reader => (reader.GetInt64(0), reader.Bytes(1)), cancel, _key, block.FirstRow).ConfigureAwait(false))
            {
                if (_groups.Contains(group))
                    yield return bytes;
            }
            yield break;
        }
        foreach (long group in _groups)
        {
            await foreach (byte[] bytes in _connection.QueryAsync($"SELECT bytes FROM {table} WHERE run = @p0 AND first_row = @p1 AND grp = @p2",
                reader => reader.Bytes(0), cancel, _key, block.FirstRow, group).ConfigureAwait(false))
                yield return bytes;
        }
    }

    private async ValueTask AddTailAsync(CancellationToken cancel)
    {
        StepRows rows = new();
        await foreach (byte[] tail in _connection.QueryAsync("SELECT bytes FROM run_tails WHERE run = @p0 ORDER BY first_row",
            reader => reader.Bytes(0), cancel, _key).ConfigureAwait(false))
            TailBytes.Read(tail, rows);
        for (int row = 0; row < rows.Count; row++)
        {
            ReadOnlySpan<int> series = rows.SeriesOf(row);
            ReadOnlySpan<double> values = rows.ValuesOf(row);
            for (int i = 0; i < series.Length; i++)
            {
                if (_collectors.TryGetValue(series[i], out SeriesCollector? collector))
                    collector.Add(rows.Steps[row], values[i]);
            }
        }
    }

    private readonly record struct Block(long FirstRow, long Rows, long FirstStep, long LastStep);
}
