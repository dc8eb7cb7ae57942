namespace GradWatch.Diagnosis.Facts;

/// <summary>Isolated spikes: a row far above the median of those before it, and back again soon after.</summary>
/// <param name="Steps">The steps of them.</param>
/// <param name="Times">The largest, in times the median before it.</param>
/// <param name="EveryRows">Rows from one to the next on the average; NaN for fewer than two.</param>
/// <param name="Share">Share of the run that lies between the first and the last.</param>
internal sealed record Spikes(IReadOnlyList<long> Steps, double Times, double EveryRows, double Share)
{
    /// <summary>Times the running median that make a spike.</summary>
    internal const double Least = 6;

    private const int Window = 32;
    private const int History = 8;
    private const int Recovery = 10;
    private const double Back = 2.5;

    /// <summary>How many there are.</summary>
    internal int Count => Steps.Count;

    internal static Spikes Of(Course? course)
    {
        List<long> steps = [];
        double times = 0;
        IReadOnlyList<Reading> rows = course?.Readings ?? [];
        for (int i = History; i < rows.Count; i++)
        {
            double median = Reading.Quantile(rows.Skip(Math.Max(0, i - Window)).Take(Math.Min(i, Window)).Select(row => row.Value), 0.5);
            double peak = rows[i].Peak / median;
            // What climbs over several rows is a burst, not a spike.
            if (!(median > 0) || !(peak >= Least) || !double.IsFinite(peak) || !(rows[i - 1].Peak <= Back * median))
                continue;
            int back = 1;
            while (back <= Recovery && i + back < rows.Count && !(rows[i + back].Value <= Back * median))
                back++;
            if (back > Recovery || i + back >= rows.Count)
                continue;
            steps.Add(rows[i].Step);
            times = Math.Max(times, peak);
            i += back;
        }
        double length = rows.Count == 0 ? 1 : Math.Max(1, rows[^1].Step - rows[0].Step);
        return new Spikes(steps, times, steps.Count < 2 ? double.NaN : rows.Count / (double)steps.Count, steps.Count < 2 ? 0 : (steps[^1] - steps[0]) / length);
    }
}
