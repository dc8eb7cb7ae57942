using GradWatch.Detectors;
using GradWatch.Logs.Checkpoints;
using GradWatch.Wording;

namespace GradWatch.Logs.Inspection;

/// <summary>What a difference says. The lines of ‖Δw‖/‖w‖ are those of one step.</summary>
/// <remarks>
/// Where the checkpoints tell that more than one step lies between them, the same sum is spread over those steps, and each line is one
/// severity milder: 1 warns, 0.1 informs. Where they do not tell, they are taken as neighbours.
/// </remarks>
internal sealed class ChangeRules(InspectionOptions options, long? steps)
{
    private bool IsOfManySteps => steps is > 1;

    internal ComparedTensor Judge(TensorEntry before, TensorEntry after, TensorDifference difference)
    {
        var tensor = new ComparedTensor
        {
            Before = before, After = after, Difference = difference, IsWeight = TensorRole.IsWeight(before) && TensorRole.IsWeight(after),
        };
        CheckpointFinding? change = tensor.IsWeight ? Change(before.Name, difference) : null;
        return tensor with { Findings = [.. new[] { NonFinite(tensor), change }.OfType<CheckpointFinding>()] };
    }

    /// <summary>What the ratio of a tensor says; of the model, for which the name is null.</summary>
    internal CheckpointFinding? Change(string? name, TensorDifference difference)
    {
        double ratio = difference.Ratio;
        if (!(ratio > options.Ratio.Caution))
            return null;
        bool starts = difference.Before.L2 < options.Displacement.NearZero;
        (string rule, Severity? severity, double line) =
            starts ? ("update_ratio", Severity.Info, options.Displacement.NearZero)
            : ratio > options.Displacement.Limit
                ? ("weight_displacement", IsOfManySteps ? Severity.Warning : Severity.Critical, options.Displacement.Limit)
            : ratio > options.Ratio.Alarm ? ("update_ratio", IsOfManySteps ? Severity.Info : Severity.Warning, options.Ratio.Alarm)
            : ("update_ratio", IsOfManySteps ? null : (Severity?)Severity.Info, options.Ratio.Caution);
        if (severity is null)
            return null;
        string key = starts ? "checkpoint.finding.starts_near_zero" : "checkpoint.finding.change";
        return new CheckpointFinding
        {
            Rule = rule, Severity = severity.Value, Tensor = name, Value = ratio, Reference = line,
            Sentence = new Sentence(
                key, name is null ? new Sentence("checkpoint.word.all_weights") : TensorNames.Printable(name), ratio, Figures.Plain(line),
                difference.L2, difference.Before.L2),
        };
    }

    private static CheckpointFinding? NonFinite(ComparedTensor tensor)
    {
        TensorDifference of = tensor.Difference;
        bool isMask = TensorRole.IsMask(tensor.Before.Name) && of.Became == 0 && of.After.NonFinite == of.After.NegativeInfinity;
        if (isMask || (of.After.NonFinite == 0 && of.Before.NonFinite == 0))
            return null;
        string key = of.Became > 0 && of.Stayed > 0 ? "more" : of.Became > 0 ? "became" : of.After.NonFinite > 0 ? "already" : "recovered";
        return new CheckpointFinding
        {
            Rule = "non_finite", Severity = of.After.NonFinite > 0 ? Severity.Critical : Severity.Warning, Tensor = tensor.Before.Name,
            Value = of.After.NonFinite, Reference = of.Before.NonFinite,
            Sentence = new Sentence(
                "checkpoint.finding.non_finite." + key, TensorNames.Printable(tensor.Before.Name), of.After.NonFinite, of.Before.NonFinite,
                of.After.Count),
        };
    }
}
