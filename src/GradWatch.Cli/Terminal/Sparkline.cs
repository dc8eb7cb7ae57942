using GradWatch.Observations;

namespace GradWatch.Cli.Terminal;

/// <summary>A series in one line of text, a column a span of steps.</summary>
/// <remarks>A column shows its largest value; one that is not finite wins: × for NaN, ∞ for infinity. A span without a value is blank.</remarks>
internal static class Sparkline
{
    internal const char NaN = '×';
    internal const char Infinite = '∞';
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const double LogRange = 1e3;

    /// <summary>True when the series spans so much that only its logarithm can be seen.</summary>
    internal static bool IsLog(SeriesTrace trace) =>
        trace.Series.Quantity is Quantity.GradNorm or Quantity.UpdateRatio or Quantity.GradMax
            ? trace.Max > 0
            : trace.Min > 0 && trace.Max / trace.Min > LogRange;

    /// <summary>On a scale of its own, over the given steps.</summary>
    internal static string Of(SeriesTrace trace, long firstStep, long lastStep, int columns) =>
        OnOwnScale(trace, Fold(trace, columns, step => (step - (double)firstStep) * columns / (lastStep - (double)firstStep + 1)));

    /// <summary>On a scale of its own, a column a step: where few are logged, the distances between them would leave no room.</summary>
    internal static string Of(SeriesTrace trace, long[] steps) =>
        OnOwnScale(trace, Fold(trace, steps.Length, step => Array.BinarySearch(steps, step) is >= 0 and var at ? at : 0));

    /// <summary>On a fixed log scale, so that several runs compare; the columns share the observations evenly.</summary>
    internal static string OnScale(SeriesTrace trace, int most, double least, double greatest)
    {
        ReadOnlySpan<TraceBin> bins = trace.Bins;
        var columns = new TraceBin[Math.Min(most, bins.Length)];
        for (int i = 0; i < bins.Length; i++)
            Put(ref columns[(int)((long)i * columns.Length / bins.Length)], bins[i]);
        return Draw(columns, true, Math.Log10(least), Math.Log10(greatest));
    }

    private static string OnOwnScale(SeriesTrace trace, TraceBin[] columns)
    {
        bool log = IsLog(trace);
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (ref readonly TraceBin column in columns.AsSpan())
        {
            // A column that shows a mark shows no height.
            double value = column.Count == 0 || column.NonFinite > 0 ? double.NaN : Scale(column.Max, log);
            if (!double.IsFinite(value))
                continue;
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        return Draw(columns, log, low, high);
    }

    private static TraceBin[] Fold(SeriesTrace trace, int columns, Func<long, double> place)
    {
        var folded = new TraceBin[columns];
        foreach (ref readonly TraceBin bin in trace.Bins)
        {
            // A bin of several observations is a span of its own.
            int from = At(bin.FirstStep), to = bin.Count > 1 ? At(bin.LastStep) : from;
            for (int column = Math.Min(from, to); column <= Math.Max(from, to); column++)
                Put(ref folded[column], bin);
        }
        return folded;

        int At(long step) => (int)Math.Clamp(place(step), 0, columns - 1);
    }

    private static void Put(ref TraceBin column, in TraceBin bin)
    {
        if (column.Count == 0)
            column = bin;
        else
            column.Append(bin);
    }

    private static string Draw(ReadOnlySpan<TraceBin> columns, bool log, double low, double high)
    {
        Span<char> line = stackalloc char[columns.Length];
        for (int i = 0; i < line.Length; i++)
            line[i] = Mark(columns[i], log, low, high);
        return line.ToString();
    }

    private static char Mark(in TraceBin bin, bool log, double low, double high)
    {
        if (bin.Count == 0)
            return ' ';
        if (bin.NonFinite > 0)
            return bin.NaN > 0 ? NaN : Infinite;
        double value = Scale(bin.Max, log);
        if (!double.IsFinite(value))
            return Blocks[0];
        double share = high > low ? Math.Clamp((value - low) / (high - low), 0, 1) : 0;
        return Blocks[(int)Math.Round(share * (Blocks.Length - 1))];
    }

    private static double Scale(double value, bool log) => log ? Math.Log10(value) : value;
}
