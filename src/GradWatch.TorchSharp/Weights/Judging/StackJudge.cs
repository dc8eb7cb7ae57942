using GradWatch.Detectors;
using GradWatch.TorchSharp.Checks;
using GradWatch.TorchSharp.Weights.Reading;
using GradWatch.Wording;

namespace GradWatch.TorchSharp.Weights.Judging;

/// <summary>How much signals grow through layers that follow each other: a factor of 1.6 is harmless once and fatal thirty times.</summary>
internal static class StackJudge
{
    internal static void Judge(ModelWeight[] weights, CheckedTensor[] tensors, InitializationCheckOptions options)
    {
        foreach (IReadOnlyList<int> stack in PlainStacks.Of(weights))
        {
            (int from, int to, double logarithm) = Steepest([.. stack.Select(i => Growth(weights[i], tensors[i]))]);
            if (logarithm > Math.Log(options.StackTimes) && to > from)
                Tell(weights, tensors, [.. stack.Take(to + 1).Skip(from)], logarithm, options);
        }
    }

    private static double Growth(ModelWeight weight, CheckedTensor tensor) =>
        tensor.Observed > 0 ? Math.Log(tensor.Observed / UsualRules.Keeping(weight)) : double.NegativeInfinity;

    // The run of layers that multiplies most: the largest sum of neighbours (Kadane).
    private static (int From, int To, double Sum) Steepest(double[] growth)
    {
        (int From, int To, double Sum) best = (0, 0, double.NegativeInfinity);
        (int from, double sum) = (0, 0.0);
        for (int i = 0; i < growth.Length; i++)
        {
            if (sum <= 0)
                (from, sum) = (i, 0);
            sum += growth[i];
            if (sum > best.Sum)
                best = (from, i, sum);
        }
        return best;
    }

    private static void Tell(
        ModelWeight[] weights, CheckedTensor[] tensors, int[] layers, double logarithm, InitializationCheckOptions options)
    {
        int widest = layers.MaxBy(i => Growth(weights[i], tensors[i]));
        double times = Math.Exp(logarithm), called = tensors[widest].Called;
        CheckFinding grows = new()
        {
            Rule = "growing_stack", Severity = times >= options.StackCriticalTimes ? Severity.Critical : Severity.Warning,
            Subject = weights[widest].Name, Value = times, Reference = 1,
            Sentence = new Sentence(
                "prevention.growing_stack", weights[layers[0]].Name, weights[layers[^1]].Name, layers.Length, times,
                Math.Exp(logarithm / layers.Length)),
            Remedy = "initialize_weights",
            Advice = new Sentence("prevention.growing_stack.do", weights[widest].Name, called, tensors[widest].Observed),
        };
        foreach (int layer in layers)
            tensors[layer] = tensors[layer] with { Findings = [.. tensors[layer].Findings, grows] };
    }
}
