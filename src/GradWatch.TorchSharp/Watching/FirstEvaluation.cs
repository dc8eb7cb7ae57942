using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Watching;

/// <summary>Steps optimizers that evaluate the loss themselves, the first evaluation being done.</summary>
internal static class FirstEvaluation
{
    /// <summary>Steps each optimizer; its first call for the loss is answered with the one that its gradients belong to.</summary>
    internal static void Step(IReadOnlyList<optim.Optimizer> optimizers, Tensor first, Func<Tensor> closure)
    {
        bool answered = false;
        Tensor last = first;
        foreach (optim.Optimizer optimizer in optimizers)
        {
            Tensor? result = optimizer.step(() =>
            {
                if (answered)
                    last = closure();
                answered = true;
                return last;
            });
            if (!ReferenceEquals(result, last))
                result?.Dispose();
        }
    }
}
