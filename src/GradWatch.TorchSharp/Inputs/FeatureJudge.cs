using GradWatch.Detectors;
using GradWatch.Statistics;
using GradWatch.TorchSharp.Checks;
using GradWatch.Wording;

namespace GradWatch.TorchSharp.Inputs;

/// <summary>What the numbers of one feature say by themselves.</summary>
internal static class FeatureJudge
{
    internal static CheckedFeature Judge(string name, ColumnStatistics feature, InputCheckOptions options)
    {
        CheckFinding?[] said = [NonFinite(name, feature), Size(name, feature, options)];
        return new CheckedFeature(name, feature, [.. said.OfType<CheckFinding>()]);
    }

    private static CheckFinding? NonFinite(string name, ColumnStatistics feature) => feature.NonFinite == 0 ? null : new CheckFinding
    {
        Rule = "non_finite_inputs", Severity = Severity.Critical, Subject = name, Value = feature.NonFinite, Reference = 0,
        Sentence = new Sentence("prevention.non_finite", name, feature.NonFinite, feature.NonFinite + feature.Count),
        Remedy = "standardize_inputs", Advice = new Sentence("prevention.non_finite_inputs.do"),
    };

    private static CheckFinding? Size(string name, ColumnStatistics feature, InputCheckOptions options)
    {
        double size = feature.RootMeanSquare, offset = Math.Abs(feature.Mean);
        bool large = size >= options.Size;
        bool apart = offset >= options.Offset && offset >= options.OffsetDeviations * feature.StandardDeviation
            && !feature.IsConstant && feature.Count >= options.FewestRows;
        if (!large && !apart)
            return null;
        return new CheckFinding
        {
            Rule = large ? "large_inputs" : "offset_inputs", Severity = size >= options.CriticalSize ? Severity.Critical : Severity.Warning,
            Subject = name, Value = large ? size : feature.Mean, Reference = large ? 1 : 0,
            Sentence = new Sentence(
                large ? "prevention.large_inputs" : "prevention.offset_inputs", name, feature.Mean, feature.StandardDeviation,
                large ? size : offset / feature.StandardDeviation),
            Remedy = "standardize_inputs", Advice = new Sentence("prevention.large_inputs.do"),
        };
    }
}
