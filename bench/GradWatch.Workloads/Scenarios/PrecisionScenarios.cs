using GradWatch.TorchSharp;
using GradWatch.Workloads.Data;
using GradWatch.Workloads.Loops;
using GradWatch.Workloads.Nets;
using static GradWatch.Workloads.Scenarios.Scenario;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Scenarios;

/// <summary>Training entirely in half precision, with loss scales that fit and that do not.</summary>
internal static class PrecisionScenarios
{
    private const string Overflows = "half_precision_overflow";
    private const int Features = 16, Batch = 64;

    internal static Group All { get; } = new("Half precision",
    [
        Sick("fp16_scale65536", Overflows, FirstBadStep.Measured, 60, () => Of(ScalarType.Float16, scale: 65536)),
        Sick("fp16_inputs_x1000", $"{Overflows}|unnormalized_inputs", FirstBadStep.Measured, 60,
            () => Of(ScalarType.Float16, inputScale: 1000)),
        Healthy("fp16_sgd", 300, () => Of(ScalarType.Float16)),
        Healthy("fp16_dynamic_scale", 300, DynamicScale),
        Healthy("bf16_sgd", 300, () => Of(ScalarType.BFloat16)),
    ]);

    private static Supervised Of(ScalarType precision, double scale = 1, double inputScale = 1)
    {
        DeepNet net = Net(precision);
        return new Supervised(net, optim.SGD(net.parameters(), 0.01), Loss(net, precision, inputScale)) { FixedScale = scale };
    }

    private static Supervised DynamicScale()
    {
        DeepNet net = Net(ScalarType.Float16);
        DynamicLossScale scale = new() { Interval = 20 };
        optim.Optimizer optimizer = optim.SGD(net.parameters(), 0.01);
        return new Supervised(net, optimizer, Loss(net, ScalarType.Float16, 1), options => options.ScaleLoss(scale))
        {
            Scaled = scale.Scale,
        };
    }

    private static DeepNet Net(ScalarType precision)
    {
        DeepNet net = new([Features, 64, 64, 64, 1], () => nn.ReLU());
        net.to(precision);
        return net;
    }

    private static Func<long, Tensor> Loss(DeepNet net, ScalarType precision, double inputScale)
    {
        Regression data = new(Features);
        return _ =>
        {
            (Tensor inputs, Tensor targets) = data.Batch(Batch);
            return nn.functional.mse_loss(net.call((inputs * inputScale).to(precision)), targets.to(precision));
        };
    }
}
