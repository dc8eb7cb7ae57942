using GradWatch.Episodes;
using GradWatch.Observations;

namespace GradWatch.Diagnosis;

/// <summary>Where: the tensor that leads an episode of the whole run, where norms of the tensors are known.</summary>
public static class Localization
{
    /// <summary>The tensor whose gradient was not finite, or else largest, at the alarm; null when the log does not tell.</summary>
    public static string? Locate(RunRecord record, Episode episode)
    {
        if (episode.Series.Tensor is { } known)
            return known;
        string? leader = null;
        double largest = -1;
        foreach (SeriesTrace trace in record.OfTensors(Quantity.GradNorm))
        {
            double norm = At(trace, episode.AlarmStep);
            double rank = double.IsFinite(norm) ? norm : double.IsNaN(norm) && !Has(trace, episode.AlarmStep) ? -1 : double.MaxValue;
            if (rank > largest)
                (largest, leader) = (rank, trace.Series.Tensor);
        }
        return leader;
    }

    private static bool Has(SeriesTrace trace, long step) => trace.Count > 0 && trace.FirstStep <= step && step <= trace.LastStep;

    private static double At(SeriesTrace trace, long step)
    {
        foreach (ref readonly TraceBin bin in trace.Bins)
        {
            if (bin.FirstStep <= step && step <= bin.LastStep)
                return bin.NonFinite > 0 ? double.NaN : bin.Max;
        }
        return double.NaN;
    }
}
