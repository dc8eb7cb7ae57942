using GradWatch.Storage.Runs;

namespace GradWatch.Server.Reading;

/// <summary>The columns of a heat map: steps, cut evenly, none narrower than the steps between two rows.</summary>
internal sealed class HeatColumns
{
    internal const int BinsAColumn = 4;

    private readonly long _start, _width;

    private HeatColumns(long start, long end, long width)
    {
        (_start, _width) = (start, width);
        First = [.. Enumerable.Range(0, (int)((end - start) / width) + 1).Select(column => start + column * width)];
        Last = [.. First.Select(first => Math.Min(first + width - 1, end))];
    }

    internal IReadOnlyList<long> First { get; }

    internal IReadOnlyList<long> Last { get; }

    internal static HeatColumns Of(IReadOnlyList<SeriesBins> series, int columns)
    {
        long start = long.MaxValue, end = long.MinValue, most = 0;
        foreach (SeriesBins one in series)
        {
            long observations = 0;
            foreach (SeriesBin bin in one.Bins)
            {
                (start, end) = (Math.Min(start, bin.FirstStep), Math.Max(end, bin.LastStep));
                observations += bin.Count;
            }
            most = Math.Max(most, observations);
        }
        if (most == 0)
            return new HeatColumns(0, -1, 1);
        // A run that is logged each tenth step has no column without a value between its rows.
        long stride = most > 1 ? Math.Max(1, (end - start) / (most - 1)) : 1;
        long width = (end - start + columns) / columns;
        return new HeatColumns(start, end, (width + stride - 1) / stride * stride);
    }

    /// <summary>The cells of a tensor: the largest value; what is not finite wins, NaN before infinity.</summary>
    internal double?[] Row(SeriesBins series)
    {
        double?[] cells = new double?[First.Count];
        foreach (SeriesBin bin in series.Bins)
        {
            ref double? cell = ref cells[(int)((bin.FirstStep - _start) / _width)];
            cell = cell is { } known ? Larger(known, Largest(bin)) : Largest(bin);
        }
        return cells;
    }

    private static double Largest(in SeriesBin bin) => bin.NaN > 0 ? double.NaN
        : bin.PositiveInfinity > 0 ? double.PositiveInfinity
        : double.IsNaN(bin.Max) ? double.NegativeInfinity : bin.Max;

    // Math.Max answers NaN where one of them is.
    private static double Larger(double a, double b) => Math.Max(a, b);
}
