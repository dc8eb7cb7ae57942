using GradWatch.Observations;
using GradWatch.Statistics;
using GradWatch.Wording;

namespace GradWatch.TorchSharp.Inputs;

/// <summary>How features are named in data.</summary>
internal static class InputSeries
{
    /// <summary>All features together.</summary>
    internal const string All = "input";

    internal static string Name(int feature) => $"{All}[{Figures.Plain(feature)}]";

    internal static IEnumerable<Observation> Of(string name, ColumnStatistics feature, long step) =>
        feature.Count == 0
            ? []
            :
            [
                new Observation(step, new Series(Quantity.InputMean, name), feature.Mean),
                new Observation(step, new Series(Quantity.InputStd, name), feature.StandardDeviation),
            ];
}
