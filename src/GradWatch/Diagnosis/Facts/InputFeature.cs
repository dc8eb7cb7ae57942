using GradWatch.Observations;

namespace GradWatch.Diagnosis.Facts;

/// <summary>The statistics of one input feature.</summary>
/// <param name="Name">The feature's name; null for all of the input.</param>
/// <param name="Mean">Its mean; 0 when only the deviation was logged.</param>
/// <param name="Deviation">Its standard deviation; 1 when only the mean was logged.</param>
internal sealed record InputFeature(string? Name, double Mean, double Deviation)
{
    /// <summary>How far above mean 0 and deviation 1 it is, in decades of its root mean square; 0 below: a seldom pixel explodes nothing.</summary>
    internal double Decades => Math.Max(0, Math.Log10(Math.Sqrt(Mean * Mean + Deviation * Deviation)));

    /// <summary>The feature farthest above 0 and 1; null when none was logged.</summary>
    internal static InputFeature? Of(RunRecord record)
    {
        var features = record.Traces.Where(trace => trace.Series.Quantity is Quantity.InputMean or Quantity.InputStd).GroupBy(trace => trace.Series.Tensor);
        return features.Select(feature => new InputFeature(
            feature.Key,
            Value(feature, Quantity.InputMean, 0), Value(feature, Quantity.InputStd, 1)))
            .Where(feature => double.IsFinite(feature.Decades)).MaxBy(feature => feature.Decades);
    }

    private static double Value(IEnumerable<SeriesTrace> feature, Quantity quantity, double otherwise) =>
        feature.FirstOrDefault(trace => trace.Series.Quantity == quantity)?.First ?? otherwise;
}
