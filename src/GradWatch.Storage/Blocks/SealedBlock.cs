using System.Buffers;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Blocks;

/// <summary>Rows turned into columns: a header, and for each group of series its columns and their rollup.</summary>
/// <param name="Header">Steps and shapes of the rows.</param>
/// <param name="Groups">The groups: usually a tensor's statistics each, and those of the whole run.</param>
internal sealed record SealedBlock(byte[] Header, IReadOnlyList<SealedGroup> Groups)
{
    /// <summary>Seals all rows; <paramref name="groupOf"/> says which group a series belongs to.</summary>
    internal static SealedBlock Of(StepRows rows, Func<int, int> groupOf)
    {
        Dictionary<int, Filling> columns = [];
        for (int row = 0; row < rows.Count; row++)
        {
            foreach (int series in rows.SeriesOf(row))
                (columns.TryGetValue(series, out Filling? column) ? column : columns[series] = new Filling()).Count++;
        }
        int start = 0;
        foreach (Filling column in columns.Values)
        {
            column.Start = column.End = start;
            start += column.Count;
        }
        double[] values = ArrayPool<double>.Shared.Rent(start);
        long[] steps = ArrayPool<long>.Shared.Rent(start);
        Fill(rows, columns, values, steps);
        ByteWriter writer = new(), rollup = new();
        List<SealedGroup> groups = [];
        foreach (IGrouping<int, KeyValuePair<int, Filling>> group in columns.GroupBy(column => groupOf(column.Key)).OrderBy(group => group.Key))
        {
            writer.Clear();
            rollup.Clear();
            foreach ((int series, Filling column) in group.OrderBy(column => column.Key))
            {
                Column.Write(writer, series, values.AsSpan(column.Start, column.Count));
                Rollup.Write(rollup, series, steps.AsSpan(column.Start, column.Count), values.AsSpan(column.Start, column.Count));
            }
            groups.Add(new SealedGroup(group.Key, rollup.ToArray(), writer.ToArray()));
        }
        ArrayPool<double>.Shared.Return(values);
        ArrayPool<long>.Shared.Return(steps);
        return new SealedBlock(BlockHeader.Write(rows, writer), groups);
    }

    /// <summary>Gives the rows back, from the header and the columns of all groups.</summary>
    internal static StepRows Open(ReadOnlySpan<byte> header, IEnumerable<byte[]> groups)
    {
        Dictionary<int, List<double>> columns = [];
        foreach (byte[] group in groups)
        {
            ByteReader reader = new(group);
            while (!reader.AtEnd)
                Column.Read(ref reader, series => columns[series] = []);
        }
        Dictionary<int, int> next = columns.Keys.ToDictionary(series => series, _ => 0);
        BlockHeader block = BlockHeader.Read(header);
        StepRows rows = new();
        int row = 0;
        foreach ((int count, int[] shape) in block.Shapes)
        {
            for (int end = row + count; row < end; row++)
            {
                rows.Begin(block.Steps[row]);
                foreach (int series in shape)
                    rows.Add(series, columns[series][next[series]++]);
            }
        }
        return rows;
    }

    private static void Fill(StepRows rows, Dictionary<int, Filling> columns, double[] values, long[] steps)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            ReadOnlySpan<int> series = rows.SeriesOf(row);
            ReadOnlySpan<double> given = rows.ValuesOf(row);
            for (int i = 0; i < series.Length; i++)
            {
                Filling column = columns[series[i]];
                steps[column.End] = rows.Steps[row];
                values[column.End++] = given[i];
            }
        }
    }

    private sealed class Filling
    {
        internal int Count { get; set; }
        internal int Start { get; set; }
        internal int End { get; set; }
    }
}
