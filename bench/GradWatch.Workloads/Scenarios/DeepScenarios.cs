using GradWatch.TorchSharp;
using GradWatch.Workloads.Data;
using GradWatch.Workloads.Loops;
using GradWatch.Workloads.Nets;
using static GradWatch.Workloads.Scenarios.Scenario;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Scenarios;

/// <summary>Fully connected networks of thirty and fifty layers with right and wrong first weights.</summary>
internal static class DeepScenarios
{
    private const string Wrong = "bad_initialization";
    private const int Batch = 64;

    internal static Group All { get; } = new("Deep networks, first weights",
    [
        Sick("mlp30_std0.2_sgd", Wrong, FirstBadStep.Start, 60, () => Sgd(Relu(30).WithStd(0.2), 0.01)),
        Sick("mlp30_std1_sgd", Wrong, FirstBadStep.Start, 60, () => Sgd(Relu(30).WithStd(1), 0.01)),
        Sick("mlp30_std0.2_sgd_clip1", Wrong, FirstBadStep.Start, 200, () => Sgd(Relu(30).WithStd(0.2), 0.01, Clipped)),
        Sick("mlp50_std0.2_adam", Wrong, FirstBadStep.Start, 200, () => Adam(Relu(50).WithStd(0.2), 1e-3)),
        Healthy("mlp30_he_sgd", 300, () => Sgd(Relu(30).WithHe(), 1e-3)),
        Healthy("mlp30_xavier_tanh_sgd", 300, () => Sgd(DeepNet.Of(30, nn.Tanh).WithXavier(), 5e-3)),
        Vanishing("mlp30_sigmoid_vanish", "depth_attenuation", 150, () => Sgd(DeepNet.Of(30, nn.Sigmoid).WithXavier(), 0.01)),
        Healthy("mlp_bn_sgd", 300, Normalized),
    ]);

    private static DeepNet Relu(int depth) => DeepNet.Of(depth, () => nn.ReLU());

    private static Supervised Sgd(DeepNet net, double rate, Action<WatchOptions>? guard = null) =>
        new(net, optim.SGD(net.parameters(), rate), Recipe.Mse(net, new Regression(DeepNet.Features), Batch), guard);

    private static Supervised Adam(DeepNet net, double rate) =>
        new(net, optim.Adam(net.parameters(), rate), Recipe.Mse(net, new Regression(DeepNet.Features), Batch));

    private static Supervised Normalized()
    {
        DeepNet net = new([16, 64, 64, 64, 64, 1], () => nn.ReLU(), normalized: true);
        return new Supervised(net, optim.SGD(net.parameters(), 0.05), Recipe.Mse(net, new Regression(16), Batch));
    }

    private static void Clipped(WatchOptions options) => options.ClipGradientNorm(1);
}
