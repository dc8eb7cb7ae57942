using GradWatch.Detectors;
using GradWatch.Statistics;
using GradWatch.TorchSharp.Checks;
using GradWatch.TorchSharp.Weights.Reading;
using GradWatch.Wording;

namespace GradWatch.TorchSharp.Weights.Judging;

/// <summary>Weights that are all zero: one is a usual start of an output or a branch, two in a row hand no gradient on.</summary>
internal static class ZeroJudge
{
    internal static void Judge(ModelWeight[] weights, CheckedTensor[] tensors)
    {
        foreach (IReadOnlyList<int> stack in PlainStacks.Of(weights))
        {
            for (int i = 0; i < stack.Count; i++)
            {
                if (!IsZero(weights[stack[i]]))
                    continue;
                bool another = i > 0 && IsZero(weights[stack[i - 1]]) || i + 1 < stack.Count && IsZero(weights[stack[i + 1]]);
                CheckedTensor tensor = tensors[stack[i]];
                tensors[stack[i]] = tensor with { Findings = [.. tensor.Findings, Zero(weights[stack[i]], another)] };
            }
        }
    }

    private static bool IsZero(ModelWeight weight)
    {
        TensorStatistics values = TensorReading.Statistics(weight.Tensor);
        return values.Count == values.Zeros;
    }

    private static CheckFinding Zero(ModelWeight weight, bool another) => new()
    {
        Rule = "zero_weights", Severity = another ? Severity.Warning : Severity.Info, Subject = weight.Name, Value = 0,
        Sentence = new Sentence(another ? "prevention.zero_weights_in_a_row" : "prevention.zero_weights", weight.Name, weight.Tensor.numel()),
        Remedy = another ? "initialize_weights" : null,
        Advice = another ? new Sentence("prevention.constant_weights.do", weight.Name, UsualRules.Nearest(weight, 0).Called) : null,
    };
}
