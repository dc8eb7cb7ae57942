using GradWatch.Observations;

namespace GradWatch.Reports.Plots;

/// <summary>Thins a trace to what a plot can show, without losing an extreme or anything that is not finite.</summary>
internal static class Columns
{
    /// <summary>A distance of more than this many times the distances beside it is a gap; a changed logging interval is none.</summary>
    private const double Gap = 3;

    /// <summary>The columns of a trace in the order of the log; a resumed run goes back and begins a new pass.</summary>
    /// <param name="bins">The bins of a trace.</param>
    /// <param name="low">The left end of the plot, in steps.</param>
    /// <param name="high">The right end of the plot, in steps.</param>
    /// <param name="most">Columns across the plot; a resumed run may have as many in each pass.</param>
    public static List<Column> Of(ReadOnlySpan<TraceBin> bins, double low, double high, int most)
    {
        List<Column> columns = [];
        double width = (high - low) / most;
        bool thin = bins.Length > most;
        double lastCell = double.NaN;
        for (int i = 0; i < bins.Length; i++)
        {
            Column column = Of(bins[i]);
            bool apart = i == 0 || IsApart(bins, i);
            double cell = Math.Floor((column.First - low) / width);
            if (thin && !apart && cell == lastCell)
            {
                Column joined = columns[^1];
                joined.Append(column);
                columns[^1] = joined;
                continue;
            }
            lastCell = cell;
            column.Apart = apart || column.NonFinite || columns[^1].NonFinite;
            columns.Add(column);
        }
        return columns;
    }

    private static Column Of(in TraceBin bin) => new()
    {
        First = Math.Min(bin.FirstStep, bin.LastStep),
        Last = Math.Max(bin.FirstStep, bin.LastStep),
        Min = bin.Min,
        Max = bin.Max,
        NaN = bin.NaN > 0,
        PositiveInfinity = bin.PositiveInfinity > 0,
        NegativeInfinity = bin.NegativeInfinity > 0,
    };

    private static bool IsApart(ReadOnlySpan<TraceBin> bins, int i)
    {
        double distance = Distance(bins, i);
        if (distance < 0)
            return true;
        double before = i > 1 ? Distance(bins, i - 1) : 0;
        double after = i + 1 < bins.Length ? Distance(bins, i + 1) : 0;
        double beside = Math.Max(before, after);
        return beside > 0 && distance > Gap * beside;
    }

    private static double Distance(ReadOnlySpan<TraceBin> bins, int i) => bins[i].FirstStep - (double)bins[i - 1].FirstStep;
}
