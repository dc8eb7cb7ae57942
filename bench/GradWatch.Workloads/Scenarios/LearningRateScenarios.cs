using GradWatch.Workloads.Data;
using GradWatch.Workloads.Loops;
using GradWatch.Workloads.Nets;
using static GradWatch.Workloads.Scenarios.Scenario;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Scenarios;

/// <summary>Learning rates that are right, and ten to a thousand times too high, from the start or at one step.</summary>
internal static class LearningRateScenarios
{
    private const string TooHigh = "learning_rate_too_high", AdamTooHigh = $"{TooHigh}|missing_warmup";
    private const int Features = 16, Batch = 64;

    internal static Group All { get; } = new("Learning rates",
    [
        Sick("lr_x100_sgd_reg", TooHigh, FirstBadStep.Measured, 60, () => Regressing(2)),
        Healthy("lr_ok_sgd_reg", 300, () => Regressing(0.02)),
        Sick("lr_x100_sgdm", TooHigh, FirstBadStep.MeasuredOrStart, 300,
            () => Classifying(net => optim.SGD(net.parameters(), 5, momentum: 0.9))),
        Healthy("lr_ok_sgdm", 300, () => Classifying(net => optim.SGD(net.parameters(), 0.05, momentum: 0.9))),
        Sick("lr_x100_adam", AdamTooHigh, FirstBadStep.Start, 300, () => Classifying(net => optim.Adam(net.parameters(), 0.1))),
        Sick("lr_x1000_adam", AdamTooHigh, FirstBadStep.Start, 300, () => Classifying(net => optim.Adam(net.parameters(), 1))),
        Healthy("lr_ok_adam", 300, () => Classifying(net => optim.Adam(net.parameters(), 1e-3))),
        Healthy("adagrad_healthy", 300, () => Classifying(net => optim.Adagrad(net.parameters(), 0.01))),
        Sick("lr_jump_x1000_at150", TooHigh, FirstBadStep.At(150), 200, () => Regressing(0.01, step => step < 150 ? 0.01 : 10)),
        Sick("lr_range_test", TooHigh, FirstBadStep.Measured, 300,
            () => Regressing(1e-4, step => 1e-4 * Math.Pow(10, step / 50.0))),
        Sick("slow_diverge_gd", TooHigh, FirstBadStep.Measured, 1600, () => Descending(1.03)),
        Sick("slow_diverge_gd_fast", TooHigh, FirstBadStep.Measured, 300, () => Descending(1.2)),
        Healthy("gd_converges", 300, () => Descending(0.9)),
        Healthy("edge_of_stability_gd", 1000, EdgeOfStability),
    ]);

    private static Supervised Regressing(double rate, Func<long, double>? schedule = null)
    {
        DeepNet net = new([Features, 64, 64, 1], () => nn.ReLU());
        optim.Optimizer optimizer = optim.SGD(net.parameters(), rate);
        return new Supervised(net, optimizer, Recipe.Mse(net, new Regression(Features), Batch)) { Rate = schedule };
    }

    private static Supervised Classifying(Func<DeepNet, optim.Optimizer> optimizer)
    {
        DeepNet net = new([Classification.Features, 64, 64, Classification.Classes], () => nn.ReLU());
        return new Supervised(net, optimizer(net), Recipe.CrossEntropy(net, new Classification(), Batch));
    }

    // Along the steepest direction of a quadratic loss gradient descent multiplies the error by rate·λ - 1 in every step.
    private static Supervised Descending(double factor)
    {
        DeepNet net = new([Features, 1], () => nn.ReLU());
        (Tensor inputs, Tensor targets) = new Regression(Features).Batch(Batch);
        Tensor design = cat([inputs, ones(Batch, 1)], 1);
        double steepest = linalg.eigvalsh(design.t().mm(design) * (2.0 / Batch)).max().item<float>();
        double rate = (1 + factor) / steepest;
        return new Supervised(net, optim.SGD(net.parameters(), rate), Recipe.MseOnAll(net, inputs, targets));
    }

    private static Supervised EdgeOfStability()
    {
        DeepNet net = new([Features, 32, 32, 1], () => nn.Tanh());
        (Tensor inputs, Tensor targets) = new Regression(Features).Batch(Batch);
        return new Supervised(net, optim.SGD(net.parameters(), 0.15), Recipe.MseOnAll(net, inputs, targets));
    }
}
