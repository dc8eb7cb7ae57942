using GradWatch.TorchSharp;
using GradWatch.Workloads.Data;
using GradWatch.Workloads.Loops;
using GradWatch.Workloads.Nets;
using static GradWatch.Workloads.Scenarios.Scenario;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Scenarios;

/// <summary>Recurrent networks on the adding problem over a hundred steps of time.</summary>
internal static class RecurrentScenarios
{
    private const string Amplifies = "recurrent_amplification";
    private const int Batch = 32, Length = 100;
    private const nn.NonLinearities Tanh = nn.NonLinearities.Tanh, Relu = nn.NonLinearities.ReLU;

    internal static Group All { get; } = new("Recurrent networks, adding problem",
    [
        Sick("rnn_tanh_gain2_sgd", Amplifies, FirstBadStep.Measured, 60, () => Plain(Tanh, 2, 0.05)),
        Sick("rnn_tanh_gain1p2_sgd", Amplifies, FirstBadStep.Measured, 120, () => Plain(Tanh, 1.2, 0.05)),
        Sick("rnn_tanh_gain2_clip1", Amplifies, FirstBadStep.Measured, 200, () => Plain(Tanh, 2, 0.05, Clipped)),
        Sick("rnn_relu_gain1p5_sgd", Amplifies, FirstBadStep.Measured, 60, () => Plain(Relu, 1.5, 0.01)),
        Healthy("rnn_relu_gain1p1_sgd", 100, () => Plain(Relu, 1.1, 0.01)),
        Healthy("rnn_relu_gain1_clip1", 200, () => Plain(Relu, 1, 0.01, Clipped)),
        Healthy("lstm_sgd", 200, () => Sgd(RecurrentNet.Lstm(), 0.05)),
        Healthy("gru_adam", 200, Gru),
    ]);

    private static Supervised Plain(nn.NonLinearities activation, double gain, double rate, Action<WatchOptions>? guard = null) =>
        Sgd(RecurrentNet.Plain(activation, gain), rate, guard);

    private static Supervised Sgd(RecurrentNet net, double rate, Action<WatchOptions>? guard = null) =>
        new(net, optim.SGD(net.parameters(), rate), _ => Loss(net), guard);

    private static Supervised Gru()
    {
        RecurrentNet net = RecurrentNet.Gru();
        return new Supervised(net, optim.Adam(net.parameters(), 5e-3), _ => Loss(net));
    }

    private static Tensor Loss(RecurrentNet net)
    {
        (Tensor inputs, Tensor targets) = AddingProblem.Batch(Batch, Length);
        return nn.functional.mse_loss(net.call(inputs), targets);
    }

    private static void Clipped(WatchOptions options) => options.ClipGradientNorm(1);
}
