using GradWatch.Statistics;

namespace GradWatch.TorchSharp.Watching;

/// <summary>Norms as they are observed. Statistics are of the finite elements; an observation of a tensor that holds others is not finite.</summary>
internal static class ObservedStatistics
{
    /// <summary>The L2 norm; NaN where an element is NaN, infinite where one is infinite.</summary>
    internal static double ObservedNorm(this in TensorStatistics statistics) => Or(statistics, statistics.L2);

    /// <summary>The L∞ norm; NaN where an element is NaN, infinite where one is infinite.</summary>
    internal static double ObservedMax(this in TensorStatistics statistics) => Or(statistics, statistics.Max);

    private static double Or(in TensorStatistics statistics, double finite) =>
        statistics.NonFinite == 0 ? finite : statistics.NaN > 0 ? double.NaN : double.PositiveInfinity;
}
