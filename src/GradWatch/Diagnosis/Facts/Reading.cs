using GradWatch.Observations;

namespace GradWatch.Diagnosis.Facts;

/// <summary>A value of a trace: one observation of a short run, a bin of a long one.</summary>
/// <param name="Step">The last step in it.</param>
/// <param name="Value">The last value in it, finite or not: a fair sample of the series.</param>
/// <param name="Peak">The largest in it; NaN or infinite where one of its values is.</param>
/// <param name="Count">How many observations it stands for.</param>
internal readonly record struct Reading(long Step, double Value, double Peak, int Count)
{
    /// <summary>The readings of a trace in the order in which they came; none when there is no trace.</summary>
    internal static IReadOnlyList<Reading> Of(SeriesTrace? trace)
    {
        if (trace is null)
            return [];
        List<Reading> readings = new(trace.Bins.Length);
        foreach (ref readonly TraceBin bin in trace.Bins)
            readings.Add(new Reading(bin.LastStep, bin.Last, PeakOf(bin), bin.Count));
        return readings;
    }

    /// <summary>The quantile of the finite values among these, between neighbours; NaN when there is none.</summary>
    internal static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length == 0)
            return double.NaN;
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        double next = sorted[Math.Min(below + 1, sorted.Length - 1)];
        return sorted[below] + (place - below) * (next - sorted[below]);
    }

    private static double PeakOf(in TraceBin bin) => bin.NaN > 0 ? double.NaN
        : bin.PositiveInfinity > 0 ? double.PositiveInfinity
        : bin.NegativeInfinity > 0 ? double.NegativeInfinity
        : bin.Max;
}
