using GradWatch.Detectors;
using GradWatch.TorchSharp.Checks;
using GradWatch.TorchSharp.Weights.Reading;
using GradWatch.Wording;

namespace GradWatch.TorchSharp.Weights.Judging;

/// <summary>Weights far narrower than any rule: usual for an output or a gate that begins closed, a signal lost where several are so.</summary>
internal static class SmallJudge
{
    internal static void Judge(ModelWeight[] weights, CheckedTensor[] tensors, InitializationCheckOptions options)
    {
        int[] small =
        [
            .. Enumerable.Range(0, weights.Length).Where(i =>
                weights[i].Kind == WeightKind.Feedforward && tensors[i].Rule is not null
                && tensors[i].Observed * options.NarrowTimes < UsualRules.Narrowest(weights[i])),
        ];
        foreach (int i in small)
            tensors[i] = tensors[i] with { Findings = [.. tensors[i].Findings, Small(weights[i], tensors[i], small.Length > 1)] };
    }

    private static CheckFinding Small(ModelWeight weight, CheckedTensor tensor, bool several) => new()
    {
        Rule = "narrow_weights", Severity = several ? Severity.Warning : Severity.Info, Subject = weight.Name,
        Value = tensor.Observed, Reference = tensor.Called,
        Sentence = new Sentence(
            "prevention.narrow_weights", weight.Name, tensor.Observed, 1 / tensor.Times, tensor.Rule!, tensor.Called,
            Fans.Written(weight.Fans.In), Fans.Written(weight.Fans.Out)),
        Remedy = several ? "initialize_weights" : null,
        Advice = several ? new Sentence("prevention.wide_weights.do", weight.Name, tensor.Called) : null,
    };
}
