using GradWatch.Workloads.Data;
using GradWatch.Workloads.Nets;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Scenarios;

/// <summary>Losses of a step that several scenarios share.</summary>
internal static class Recipe
{
    /// <summary>Mean squared error on a fresh batch.</summary>
    internal static Func<long, Tensor> Mse(DeepNet net, Regression data, int batch) => _ =>
    {
        (Tensor inputs, Tensor targets) = data.Batch(batch);
        return nn.functional.mse_loss(net.call(inputs), targets);
    };

    /// <summary>Mean squared error on the same points every step.</summary>
    internal static Func<long, Tensor> MseOnAll(DeepNet net, Tensor inputs, Tensor targets) => _ =>
        nn.functional.mse_loss(net.call(inputs), targets);

    /// <summary>Cross-entropy on a fresh batch.</summary>
    internal static Func<long, Tensor> CrossEntropy(DeepNet net, Classification data, int batch) => _ =>
    {
        (Tensor inputs, Tensor targets) = data.Batch(batch);
        return nn.functional.cross_entropy(net.call(inputs), targets);
    };

    /// <summary>Binary cross-entropy, right on paper; a probability that rounds to 0 or 1 makes 0 · log(0).</summary>
    internal static Tensor BinaryByHand(Tensor logits, Tensor classes)
    {
        Tensor p = logits.sigmoid();
        return -((classes * p.log()) + ((1 - classes) * (1 - p).log())).mean();
    }
}
