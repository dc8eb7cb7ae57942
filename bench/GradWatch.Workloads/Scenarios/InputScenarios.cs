using GradWatch.Workloads.Data;
using GradWatch.Workloads.Loops;
using GradWatch.Workloads.Nets;
using static GradWatch.Workloads.Scenarios.Scenario;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Scenarios;

/// <summary>The same regression on features of mean and deviation 1000, and on standardised ones.</summary>
internal static class InputScenarios
{
    private const string Raw = "unnormalized_inputs";
    private const int Features = 16, Batch = 64;

    internal static Group All { get; } = new("Inputs",
    [
        Sick("unnorm_sgd", Raw, FirstBadStep.Measured, 60, () => Of(Small(), raw: true, Sgd)),
        Sick("unnorm_linear_sgd", Raw, FirstBadStep.Measured, 60, () => Of(Line(), raw: true, Sgd)),
        Sick("unnorm_adam", Raw, FirstBadStep.Measured, 300, () => Of(Small(), raw: true, net => optim.Adam(net.parameters(), 1e-3))),
        Healthy("norm_sgd", 300, () => Of(Small(), raw: false, Sgd)),
    ]);

    private static optim.Optimizer Sgd(DeepNet net) => optim.SGD(net.parameters(), 0.01);

    private static DeepNet Small() => new([Features, 32, 1], () => nn.ReLU());

    private static DeepNet Line() => new([Features, 1], () => nn.ReLU());

    private static Supervised Of(DeepNet net, bool raw, Func<DeepNet, optim.Optimizer> optimizer)
    {
        Regression data = new(Features);
        return new Supervised(net, optimizer(net), _ =>
        {
            (Tensor inputs, Tensor targets) = raw ? data.RawBatch(Batch) : data.Batch(Batch);
            return nn.functional.mse_loss(net.call(inputs), targets);
        });
    }
}
