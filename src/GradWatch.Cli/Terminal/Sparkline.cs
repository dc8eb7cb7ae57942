using GradWatch.Observations;

namespace GradWatch.Cli.Terminal;

/// <summary>A series in one line of text. A column shows its largest value; a value that is not finite wins: × for NaN, ∞ for infinity.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const double LogRange = 1e3;

    /// <summary>True when the series spans so much that only its logarithm can be seen.</summary>
    internal static bool IsLog(SeriesTrace trace) =>
        trace.Series.Quantity is Quantity.GradNorm or Quantity.UpdateRatio or Quantity.GradMax
            ? trace.Max > 0
            : trace.Min > 0 && trace.Max / trace.Min > LogRange;

    internal static string Of(SeriesTrace trace, int columns)
    {
        bool log = IsLog(trace);
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (ref readonly TraceBin bin in trace.Bins)
        {
            double value = Scale(bin.Max, log);
            if (!double.IsFinite(value))
                continue;
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        return Draw(trace, columns, log, low, high);
    }

    /// <summary>On a fixed log scale, so that several runs compare.</summary>
    internal static string OnScale(SeriesTrace trace, int columns, double least, double greatest) =>
        Draw(trace, columns, true, Math.Log10(least), Math.Log10(greatest));

    private static string Draw(SeriesTrace trace, int columns, bool log, double low, double high)
    {
        ReadOnlySpan<TraceBin> bins = trace.Bins;
        int width = Math.Min(columns, bins.Length);
        Span<char> line = stackalloc char[width];
        for (int column = 0; column < width; column++)
        {
            int from = (int)((long)column * bins.Length / width), to = (int)((long)(column + 1) * bins.Length / width);
            line[column] = Mark(bins[from..to], log, low, high);
        }
        return line.ToString();
    }

    private static char Mark(ReadOnlySpan<TraceBin> bins, bool log, double low, double high)
    {
        double largest = double.NaN;
        bool infinite = false;
        foreach (ref readonly TraceBin bin in bins)
        {
            if (bin.NaN > 0)
                return '×';
            infinite |= bin.NonFinite > 0;
            if (!(largest >= bin.Max))
                largest = bin.Max;
        }
        if (infinite)
            return '∞';
        double value = Scale(largest, log);
        if (!double.IsFinite(value))
            return Blocks[0];
        double share = high > low ? Math.Clamp((value - low) / (high - low), 0, 1) : 0;
        return Blocks[(int)Math.Round(share * (Blocks.Length - 1))];
    }

    private static double Scale(double value, bool log) => log ? Math.Log10(value) : value;
}
