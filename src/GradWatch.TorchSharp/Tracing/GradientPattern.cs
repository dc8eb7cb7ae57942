using GradWatch.Diagnosis.Origins;
using GradWatch.Wording;

namespace GradWatch.TorchSharp.Tracing;

/// <summary>What the gradients of a step tell by themselves: no hook, no second run.</summary>
internal static class GradientPattern
{
    /// <summary>The origin as far as the pattern shows it.</summary>
    /// <param name="step">The optimizer step.</param>
    /// <param name="loss">The loss; NaN when none was given.</param>
    /// <param name="hasLoss">Whether one was given.</param>
    /// <param name="gradients">Whether each gradient is finite, in the order of execution.</param>
    /// <param name="weights">The weights that are not finite before the step, in the same order.</param>
    /// <param name="tensors">How many tensors of weights there are.</param>
    internal static NonFiniteOrigin Of(
        long step, double loss, bool hasLoss, IReadOnlyList<(string Name, bool IsFinite)> gradients, IReadOnlyList<string> weights, int tensors)
    {
        if (weights.Count > 0)
        {
            return new NonFiniteOrigin
            {
                Step = step, Place = new OriginPlace(ModuleOf(weights[0])), Tensor = weights[0], Direction = OriginDirection.Weights,
                Fault = OriginFault.Weight, Operation = OriginOperation.NaNInWeights,
                Evidence = [Told.Say("weights_many", weights.Count, tensors, weights[0])],
            };
        }
        int bad = gradients.Count(gradient => !gradient.IsFinite);
        string last = gradients.Count > 0 ? ModuleOf(gradients[^1].Name) : "";
        bool badLoss = hasLoss && !double.IsFinite(loss);
        if (bad == 0)
            return Make(step, OriginDirection.Loss, Place(last), "loss", Told.Say("pattern_none", gradients.Count, loss));
        if (bad == gradients.Count)
        {
            return badLoss || !hasLoss
                ? Make(step, OriginDirection.Loss, Place(last), null, Told.Say("pattern_all", bad, last))
                : Make(step, OriginDirection.Backward, Place(last), null, Told.Say("pattern_all_finite_loss", bad, loss, last));
        }
        return badLoss ? Make(step, OriginDirection.Loss, Place(last), null, Told.Say("loss_value", loss)) : OfEdge(step, gradients, bad);
    }

    // From the output back the last gradient in order and the first that is not: it broke between them.
    private static NonFiniteOrigin OfEdge(long step, IReadOnlyList<(string Name, bool IsFinite)> gradients, int bad)
    {
        int first = gradients.Count - 1;
        while (gradients[first].IsFinite)
            first--;
        string name = gradients[first].Name, module = ModuleOf(name);
        if (first == gradients.Count - 1)
            return Make(step, OriginDirection.Backward, Place(module), name, Told.Say("pattern_last", name, bad, gradients.Count));
        string next = gradients[first + 1].Name;
        OriginPlace place = ModuleOf(next) == module ? new OriginPlace(module) : new OriginPlace(null, module, ModuleOf(next));
        return Make(step, OriginDirection.Backward, place, name, Told.Say("pattern_edge", next, name, bad, gradients.Count));
    }

    private static NonFiniteOrigin Make(long step, OriginDirection direction, OriginPlace place, string? tensor, Sentence evidence) => new()
    {
        Step = step, Place = place, Tensor = tensor, Direction = direction, Evidence = [evidence, Told.Say("weights_finite")],
    };

    private static OriginPlace Place(string after) => after.Length == 0 ? default : new OriginPlace(null, after);

    private static string ModuleOf(string tensor) => tensor.LastIndexOf('.') is > 0 and var dot ? tensor[..dot] : tensor;
}
