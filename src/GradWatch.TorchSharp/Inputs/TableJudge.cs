using GradWatch.Detectors;
using GradWatch.Statistics;
using GradWatch.TorchSharp.Checks;
using GradWatch.Wording;

namespace GradWatch.TorchSharp.Inputs;

/// <summary>What the features say beside each other.</summary>
internal static class TableJudge
{
    internal static IEnumerable<CheckFinding> Judge(CheckedFeature[] features, InputCheckOptions options)
    {
        CheckFinding?[] said = [Constant(features, options), Scales(features, options)];
        return said.OfType<CheckFinding>();
    }

    private static CheckFinding? Constant(CheckedFeature[] features, InputCheckOptions options)
    {
        CheckedFeature[] constant =
            [.. features.Where(feature => feature.Statistics.IsConstant && feature.Statistics.Count >= options.FewestRows)];
        if (constant.Length == 0)
            return null;
        bool all = constant.Length == features.Length;
        return new CheckFinding
        {
            Rule = "constant_inputs", Severity = all ? Severity.Warning : Severity.Info, Subject = constant[0].Name, Value = constant.Length,
            Sentence = new Sentence(
                all ? "prevention.constant_inputs_all" : "prevention.constant_inputs", constant.Length, features.Length, constant[0].Name,
                constant[0].Statistics.Mean),
        };
    }

    private static CheckFinding? Scales(CheckedFeature[] features, InputCheckOptions options)
    {
        CheckedFeature[] spread =
            [.. features.Where(feature => HasScale(feature.Statistics)).OrderBy(feature => feature.Statistics.StandardDeviation)];
        if (spread.Length < 2)
            return null;
        // A few wide features beside many narrow ones hurt; a few narrow ones, as at the edges of images, carry little.
        CheckedFeature wide = spread[^(1 + spread.Length / 10)], usual = spread[(spread.Length - 1) / 2];
        bool most = Times(wide, usual) >= options.ScaleWarningTimes;
        CheckedFeature narrow = most ? usual : spread[spread.Length / 10];
        double times = Times(wide, narrow);
        if (times < options.ScaleTimes)
            return null;
        return new CheckFinding
        {
            Rule = "uneven_inputs", Severity = most ? Severity.Warning : Severity.Info, Subject = wide.Name,
            Value = times, Reference = 1,
            Sentence = new Sentence(
                "prevention.uneven_inputs", wide.Name, wide.Statistics.StandardDeviation, times,
                narrow.Statistics.StandardDeviation, narrow.Name),
            Remedy = "standardize_inputs", Advice = new Sentence("prevention.large_inputs.do"),
        };
    }

    private static double Times(CheckedFeature wide, CheckedFeature narrow) =>
        wide.Statistics.StandardDeviation / narrow.Statistics.StandardDeviation;

    // Pixels, flags and shares between 0 and 1 have a common scale, however seldom one of them is not 0.
    private static bool HasScale(ColumnStatistics feature) =>
        feature.Count > 1 && feature.StandardDeviation > 0 && !(feature.Minimum >= 0 && feature.Maximum <= 1);
}
