using System.Runtime.InteropServices;

namespace GradWatch.Storage.Blocks;

/// <summary>Which series the values of a row are of, written as ranges: a whole model's worth of series in order is three bytes.</summary>
internal static class RowShape
{
    internal static void Write(ByteWriter writer, ReadOnlySpan<int> series)
    {
        int ranges = 0;
        for (int i = 0; i < series.Length; i++)
            ranges += i == 0 || series[i] != series[i - 1] + 1 ? 1 : 0;
        writer.WriteCount(ranges);
        for (int start = 0, end; start < series.Length; start = end)
        {
            end = start + 1;
            while (end < series.Length && series[end] == series[end - 1] + 1)
                end++;
            writer.WriteCount(series[start]);
            writer.WriteCount(end - start);
        }
    }

    internal static int[] Read(ref ByteReader reader)
    {
        List<int> series = [];
        for (int left = reader.ReadSmallCount(); left > 0; left--)
        {
            int first = reader.ReadSmallCount(), start = series.Count;
            CollectionsMarshal.SetCount(series, start + reader.ReadSmallCount());
            foreach (ref int one in CollectionsMarshal.AsSpan(series)[start..])
                one = first++;
        }
        return [.. series];
    }
}
