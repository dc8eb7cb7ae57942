using GradWatch.Detectors;
using GradWatch.TorchSharp.Checks;
using GradWatch.TorchSharp.Weights;
using GradWatch.TorchSharp.Weights.Judging;
using GradWatch.TorchSharp.Weights.Reading;
using GradWatch.Wording;

namespace GradWatch.TorchSharp.Architecture;

/// <summary>Stacks of layers with neither normalization nor residual: what is a little off at each is a power of it at the end.</summary>
internal static class DepthJudge
{
    internal static IEnumerable<CheckFinding> Judge(
        IReadOnlyList<ModelWeight[]> stacks, ArchitectureCheckOptions options, IReadOnlyDictionary<string, Activation> functions)
    {
        foreach (ModelWeight[] stack in stacks)
        {
            int saturating = stack.Count(layer => layer.Activation == Activation.Sigmoid);
            bool saturates = saturating >= options.SaturatingStack && saturating * 2 > stack.Length;
            if (saturates || stack.Length >= options.DeepStack)
                yield return Deep(stack, saturates, options, functions);
        }
    }

    private static CheckFinding Deep(
        ModelWeight[] stack, bool saturates, ArchitectureCheckOptions options, IReadOnlyDictionary<string, Activation> functions)
    {
        double left = Math.Exp(stack.Sum(Logarithm));
        // In somebody's own forward pass a residual may go around what is registered in a row, unless a run showed that none does.
        bool known = stack.SkipLast(1).All(layer => layer.InSequence || functions.ContainsKey(layer.OwnerName));
        return new CheckFinding
        {
            Rule = saturates ? "saturating_stack" : "deep_plain_stack",
            Severity = left < options.Attenuation && known ? Severity.Warning : Severity.Info,
            Subject = stack[0].OwnerName, Value = stack.Length, Reference = saturates ? options.SaturatingStack : options.DeepStack,
            Sentence = new Sentence(
                saturates ? "prevention.saturating_stack" : known ? "prevention.deep_plain_stack" : "prevention.deep_plain_stack_registered",
                stack.Length, stack[0].Name, stack[^1].Name, left),
            Remedy = "add_normalization",
            Advice = new Sentence(saturates ? "prevention.saturating_stack.do" : "prevention.deep_plain_stack.do"),
        };
    }

    private static double Logarithm(ModelWeight layer)
    {
        double deviation = TensorReading.Statistics(layer.Tensor).StandardDeviation;
        return deviation > 0 ? Math.Log(deviation / UsualRules.Keeping(layer)) : double.NegativeInfinity;
    }
}
