using GradWatch.Observations;

namespace GradWatch.Reports;

/// <summary>Which tensor leads at a step, by its gradient norm: a tensor that is not finite leads any that is.</summary>
/// <param name="Tensor">The tensor's name.</param>
/// <param name="Norm">Its norm there: the largest of its bin on a long run; may be NaN or infinite.</param>
/// <param name="FirstStep">The first step of the bin.</param>
/// <param name="LastStep">The last step of the bin: the same in a short run.</param>
internal readonly record struct Location(string Tensor, double Norm, long FirstStep, long LastStep)
{
    /// <summary>False where a long run keeps only the largest norm of several steps.</summary>
    public bool IsExact => FirstStep == LastStep;

    /// <summary>The norms of all tensors at a step, in the order in which they appeared (usually depth, input first).</summary>
    public static List<Location> AllAt(RunRecord record, long step)
    {
        List<Location> all = [];
        foreach (SeriesTrace trace in record.OfTensors(Quantity.GradNorm))
        {
            if (At(trace, step) is { } found)
                all.Add(found);
        }
        return all;
    }

    /// <summary>The leading tensor at a step; null when norms of tensors are not known there.</summary>
    public static Location? LargestAt(RunRecord record, long step)
    {
        List<Location> all = AllAt(record, step);
        return all.Count < 2 ? null : all.MaxBy(at => double.IsFinite(at.Norm) ? at.Norm : double.PositiveInfinity);
    }

    private static Location? At(SeriesTrace trace, long step)
    {
        foreach (ref readonly TraceBin bin in trace.Bins)
        {
            if (step < bin.FirstStep || step > bin.LastStep)
                continue;
            double norm = bin.NaN > 0 ? double.NaN : bin.PositiveInfinity > 0 ? double.PositiveInfinity : bin.Max;
            return new Location(trace.Series.Tensor!, norm, bin.FirstStep, bin.LastStep);
        }
        return null;
    }
}
