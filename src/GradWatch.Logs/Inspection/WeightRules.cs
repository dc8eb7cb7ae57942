using GradWatch.Detectors;
using GradWatch.Logs.Checkpoints;
using GradWatch.Statistics;
using GradWatch.Wording;

namespace GradWatch.Logs.Inspection;

/// <summary>What the statistics of one tensor say about it.</summary>
internal static class WeightRules
{
    internal static InspectedTensor Judge(TensorEntry entry, TensorStatistics statistics, InspectionOptions options)
    {
        var tensor = new InspectedTensor { Entry = entry, Statistics = statistics, IsWeight = TensorRole.IsWeight(entry) };
        if (tensor.IsWeight)
            tensor = tensor with { Initialization = Initialization.Of(entry.Name, entry.Shape, statistics.StandardDeviation) };
        CheckpointFinding?[] said = [NonFinite(tensor), Magnitude(tensor, options), Spread(tensor, options)];
        return tensor with { Findings = [.. said.OfType<CheckpointFinding>()] };
    }

    /// <summary>Non-finite elements of a tensor; null when there are none. −∞ alone in a mask is what a mask is made of.</summary>
    internal static CheckpointFinding? NonFinite(InspectedTensor tensor)
    {
        TensorStatistics of = tensor.Statistics;
        if (of.NonFinite == 0)
            return null;
        bool isMeant = TensorRole.IsMask(tensor.Entry.Name) && of.NonFinite == of.NegativeInfinity;
        return new CheckpointFinding
        {
            Rule = "non_finite", Severity = isMeant ? Severity.Info : Severity.Critical, Tensor = tensor.Entry.Name,
            Value = of.NonFinite, Reference = 0,
            Sentence = new Sentence(
                isMeant ? "checkpoint.finding.mask" : "checkpoint.finding.non_finite", TensorNames.Printable(tensor.Entry.Name),
                of.NaN, of.PositiveInfinity, of.NegativeInfinity, of.Count),
        };
    }

    private static CheckpointFinding? Magnitude(InspectedTensor tensor, InspectionOptions options)
    {
        double max = tensor.Statistics.Max;
        if (!tensor.IsWeight || !(max >= options.Magnitude.InfoMax))
            return null;
        bool warns = max >= options.Magnitude.WarningMax;
        double line = warns ? options.Magnitude.WarningMax : options.Magnitude.InfoMax;
        return new CheckpointFinding
        {
            Rule = "weight_magnitude", Severity = warns ? Severity.Warning : Severity.Info, Tensor = tensor.Entry.Name, Value = max, Reference = line,
            Sentence = new Sentence("checkpoint.finding.magnitude", TensorNames.Printable(tensor.Entry.Name), max, Figures.Plain(line)),
        };
    }

    private static CheckpointFinding? Spread(InspectedTensor tensor, InspectionOptions options)
    {
        string name = TensorNames.Printable(tensor.Entry.Name);
        TensorStatistics of = tensor.Statistics;
        if (tensor.IsWeight && tensor.Entry.Shape.Count >= 2 && of.Count > 0 && of.Zeros == of.Count)
        {
            return new CheckpointFinding
            {
                Rule = "all_zero", Severity = Severity.Info, Tensor = tensor.Entry.Name, Value = 0,
                Sentence = new Sentence("checkpoint.finding.all_zero", name, of.Count),
            };
        }
        if (tensor.Initialization is not { } beside)
            return null;
        double times = beside.Ratio >= 1 ? beside.Ratio : 1 / beside.Ratio;
        if (times < options.InitializationTimes)
            return null;
        double rule = beside.Rule == "He" ? beside.He : beside.Xavier;
        return new CheckpointFinding
        {
            Rule = "initialization", Severity = Severity.Info, Tensor = tensor.Entry.Name, Value = beside.Observed, Reference = rule,
            Sentence = new Sentence(
                beside.Ratio >= 1 ? "checkpoint.finding.wide" : "checkpoint.finding.narrow", name, beside.Observed, times, beside.Rule, rule,
                beside.FanIn, beside.FanOut),
        };
    }
}
