using GradWatch.TorchSharp;
using GradWatch.Workloads.Data;
using GradWatch.Workloads.Loops;
using GradWatch.Workloads.Nets;
using static GradWatch.Workloads.Scenarios.Scenario;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Scenarios;

/// <summary>One batch is bad: targets a thousand times too large, or a NaN among the inputs.</summary>
internal static class BatchScenarios
{
    private const string Bad = "bad_batch";
    private const int Features = 16, Batch = 64;

    internal static Group All { get; } = new("One bad batch",
    [
        Sick("corrupt_batch_x1000_at100", Bad, FirstBadStep.At(100), 150, () => Corrupt(1000, Momentum)),
        Event("corrupt_batch_x1000_at100_adam", Bad, FirstBadStep.At(100), 400,
            () => Corrupt(1000, net => optim.Adam(net.parameters(), 1e-3))),
        Event("corrupt_batch_x1000_at100_clip10", Bad, FirstBadStep.At(100), 300,
            () => Corrupt(1000, Momentum, options => options.ClipGradientNorm(10))),
        Event("corrupt_batch_x30_at100", Bad, FirstBadStep.At(100), 300,
            () => Corrupt(30, net => optim.SGD(net.parameters(), 5e-3))),
        Sick("nan_input_at73", Bad, FirstBadStep.At(73), 120, () => NotANumber()),
        Event("nan_input_at73_skip", Bad, FirstBadStep.At(73), 200, () => NotANumber(o => o.SkipNonFiniteSteps())),
    ]);

    private static optim.Optimizer Momentum(DeepNet net) => optim.SGD(net.parameters(), 5e-3, momentum: 0.9);

    private static Supervised Corrupt(double factor, Func<DeepNet, optim.Optimizer> optimizer, Action<WatchOptions>? guard = null)
    {
        DeepNet net = new([Features, 64, 64, 1], () => nn.ReLU());
        Regression data = new(Features);
        return new Supervised(net, optimizer(net), step =>
        {
            (Tensor inputs, Tensor targets) = data.Batch(Batch);
            return nn.functional.mse_loss(net.call(inputs), step == 100 ? targets * factor : targets);
        }, guard);
    }

    private static Supervised NotANumber(Action<WatchOptions>? guard = null)
    {
        DeepNet net = new([Features, 32, 32, 1], () => nn.ReLU());
        Regression data = new(Features);
        return new Supervised(net, optim.Adam(net.parameters(), 1e-3), step =>
        {
            (Tensor inputs, Tensor targets) = data.Batch(Batch);
            if (step == 73)
                inputs[3, 5] = float.NaN;
            return nn.functional.mse_loss(net.call(inputs), targets);
        }, guard);
    }
}
