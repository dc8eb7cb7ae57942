using GradWatch.Workloads.Loops;
using GradWatch.Workloads.Nets;
using static GradWatch.Workloads.Scenarios.Scenario;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Scenarios;

/// <summary>Operations without a value or a derivative somewhere: log(0) and the norm of a zero vector.</summary>
internal static class OperationScenarios
{
    private const string Undefined = "undefined_operation";
    private const int Features = 16, Batch = 64, IdenticalPairAt = 90;

    internal static Group All { get; } = new("Undefined operations",
    [
        Sick("bce_log0", Undefined, FirstBadStep.Measured, 400, () => Binary(Recipe.BinaryByHand)),
        Healthy("bce_logits_safe", 400, () => Binary(FromLogits)),
        Sick("zero_norm", Undefined, FirstBadStep.At(IdenticalPairAt), 200, () => Distances(0)),
        Healthy("zero_norm_epsilon", 200, () => Distances(1e-8)),
    ]);

    private static Tensor FromLogits(Tensor logits, Tensor classes) =>
        nn.functional.binary_cross_entropy_with_logits(logits, classes);

    private static Supervised Binary(Func<Tensor, Tensor, Tensor> loss)
    {
        DeepNet net = new([Features, 32, 1], () => nn.ReLU());
        Tensor direction = randn(Features, 1);
        return new Supervised(net, optim.SGD(net.parameters(), 0.02, momentum: 0.9), _ =>
        {
            Tensor inputs = randn(Batch, Features) * 3;
            return loss(net.call(inputs), (inputs.mm(direction) > 0).to(float32));
        });
    }

    // Pairs of things are to lie as far apart as they are said to be; one pair holds the same thing twice.
    private static Supervised Distances(double epsilon)
    {
        DeepNet net = new([Features, 32, 8], () => nn.ReLU());
        return new Supervised(net, optim.SGD(net.parameters(), 0.02), step =>
        {
            Tensor left = randn(Batch, Features), right = randn(Batch, Features);
            if (step == IdenticalPairAt)
                right[0] = left[0];
            Tensor apart = (left - right).pow(2).mean([1]);
            Tensor embedded = ((net.call(left) - net.call(right)).pow(2).sum(1) + epsilon).sqrt();
            return nn.functional.mse_loss(embedded, apart);
        });
    }
}
