using GradWatch.Workloads.Data;
using GradWatch.Workloads.Loops;
using GradWatch.Workloads.Nets;
using static GradWatch.Workloads.Scenarios.Scenario;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Scenarios;

/// <summary>Small convolutional networks on noisy stripes.</summary>
internal static class ConvolutionScenarios
{
    private const int Batch = 32;

    internal static Group All { get; } = new("Convolutions",
    [
        Healthy("cnn_bn_sgdm", 200, () => Of(normalized: true, net => optim.SGD(net.parameters(), 0.05, momentum: 0.9))),
        Healthy("cnn_nobn_rmsprop", 200, () => Of(normalized: false, net => optim.RMSProp(net.parameters(), 1e-3))),
        Sick("cnn_nobn_sgdm_lr5", "learning_rate_too_high", FirstBadStep.Measured, 150,
            () => Of(normalized: false, net => optim.SGD(net.parameters(), 5, momentum: 0.9))),
    ]);

    private static Supervised Of(bool normalized, Func<SmallCnn, optim.Optimizer> optimizer)
    {
        SmallCnn net = new(normalized);
        return new Supervised(net, optimizer(net), _ =>
        {
            (Tensor images, Tensor directions) = Stripes.Batch(Batch);
            return nn.functional.cross_entropy(net.call(images), directions);
        });
    }
}
