using System.Buffers;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Blocks;

/// <summary>Rows turned into columns: a header, and for each group of series its columns and their rollup.</summary>
/// <param name="Header">Steps and shapes of the rows.</param>
/// <param name="Groups">The groups: usually a tensor's statistics each, and those of the whole run.</param>
internal sealed record SealedBlock(byte[] Header, IReadOnlyList<SealedGroup> Groups)
{
    private const int RowsAtOnce = 16;

    /// <summary>Seals all rows; <paramref name="groupOf"/> says which group a series belongs to.</summary>
    internal static SealedBlock Of(StepRows rows, Func<int, int> groupOf)
    {
        int[] starts = Starts(rows), ends = [.. starts];
        double[] values = ArrayPool<double>.Shared.Rent(rows.Values);
        bool alike = AreAlike(rows);
        long[] steps = ArrayPool<long>.Shared.Rent(alike ? 0 : rows.Values);
        if (alike)
            Turn(rows, ends, values);
        else
            Fill(rows, ends, values, steps);
        ByteWriter writer = new(), rollup = new();
        List<SealedGroup> groups = [];
        IEnumerable<int> present = Enumerable.Range(0, ends.Length).Where(series => ends[series] > starts[series]);
        foreach (IGrouping<int, int> group in present.GroupBy(groupOf).OrderBy(group => group.Key))
        {
            writer.Clear();
            rollup.Clear();
            foreach (int series in group)
            {
                ReadOnlySpan<double> column = values.AsSpan(starts[series]..ends[series]);
                Column.Write(writer, series, column);
                Rollup.Write(rollup, series, alike ? rows.Steps : steps.AsSpan(starts[series]..ends[series]), column);
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

    /// <summary>Where the column of each series begins when they stand one after the other.</summary>
    private static int[] Starts(StepRows rows)
    {
        int[] counts = new int[16];
        for (int row = 0; row < rows.Count; row++)
        {
            foreach (int series in rows.SeriesOf(row))
            {
                if (series >= counts.Length)
                    Array.Resize(ref counts, Math.Max(series + 1, 2 * counts.Length));
                counts[series]++;
            }
        }
        int start = 0;
        for (int series = 0; series < counts.Length; series++)
            (counts[series], start) = (start, start + counts[series]);
        return counts;
    }

    /// <summary>Whether each row has the same series, each once: what a model sends is such.</summary>
    private static bool AreAlike(StepRows rows)
    {
        ReadOnlySpan<int> first = rows.SeriesOf(0);
        for (int row = 1; row < rows.Count; row++)
        {
            if (!rows.SeriesOf(row).SequenceEqual(first))
                return false;
        }
        int last = -1;
        foreach (int series in first)
        {
            // In order and one by one, so that none is there twice.
            if (series <= last)
                return false;
            last = series;
        }
        return true;
    }

    // Some rows at a time: a value alone at a place of its own would touch a page of memory each.
    private static void Turn(StepRows rows, int[] ends, double[] values)
    {
        ReadOnlySpan<int> series = rows.SeriesOf(0);
        ReadOnlySpan<double> given = rows.AllValues;
        for (int tile = 0; tile < rows.Count; tile += RowsAtOnce)
        {
            int count = Math.Min(RowsAtOnce, rows.Count - tile);
            for (int i = 0; i < series.Length; i++)
            {
                Span<double> column = values.AsSpan(ends[series[i]], count);
                for (int row = 0; row < count; row++)
                    column[row] = given[(tile + row) * series.Length + i];
                ends[series[i]] += count;
            }
        }
    }

    private static void Fill(StepRows rows, int[] ends, double[] values, long[] steps)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            ReadOnlySpan<int> series = rows.SeriesOf(row);
            ReadOnlySpan<double> given = rows.ValuesOf(row);
            long step = rows.Steps[row];
            for (int i = 0; i < series.Length; i++)
            {
                int end = ends[series[i]]++;
                steps[end] = step;
                values[end] = given[i];
            }
        }
    }
}
