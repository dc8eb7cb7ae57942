using GradWatch.Workloads.Data;
using GradWatch.Workloads.Nets;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Drawn;

/// <summary>The network of a plan, its first weights as the plan has them.</summary>
internal static class DrawnNet
{
    internal const int Features = 20, Embedded = 8;

    internal static nn.Module<Tensor, Tensor> Of(Plan plan)
    {
        nn.Module<Tensor, Tensor> net = plan.Network switch
        {
            Network.Rnn => RecurrentNet.Plain(
                plan.Nonlinearity == Nonlinearity.Tanh ? nn.NonLinearities.Tanh : nn.NonLinearities.ReLU,
                plan.Fault.Is(FaultKind.RecurrentGain) ? plan.Fault.Size : plan.Gain),
            Network.Lstm => RecurrentNet.Lstm(),
            Network.Gru => RecurrentNet.Gru(),
            Network.Cnn => new SmallCnn(plan.Normalized),
            Network.Gpt => new SmallGpt(plan.Depth, normalizesFirst: plan.Normalized),
            _ => Mlp(plan),
        };
        if (plan.Fault.Kind is FaultKind.LargeWeights or FaultKind.SmallWeights)
            Multiply(net, plan.Fault.Size);
        return plan.Arithmetic == Arithmetic.Single ? net : net.to(TypeOf(plan));
    }

    internal static ScalarType TypeOf(Plan plan) => plan.Arithmetic switch
    {
        Arithmetic.Single => ScalarType.Float32,
        Arithmetic.BFloat => ScalarType.BFloat16,
        _ => ScalarType.Float16,
    };

    private static DeepNet Mlp(Plan plan)
    {
        long outputs = plan.Problem switch
        {
            Problem.Classification => Classification.Classes,
            Problem.Autoencoder => Features,
            Problem.Distances => Embedded,
            Problem.Reward => Bandit.Actions,
            _ => 1,
        };
        long inputs = plan.Problem == Problem.Reward ? Bandit.Contexts : Features;
        DeepNet net = new(
            [inputs, .. Enumerable.Repeat((long)plan.Width, plan.Depth), outputs],
            () => Activation(plan.Nonlinearity),
            plan.Normalized);
        return plan.FirstWeights switch
        {
            FirstWeights.He => net.WithHe(),
            FirstWeights.Xavier => net.WithXavier(),
            _ => net,
        };
    }

    private static nn.Module<Tensor, Tensor> Activation(Nonlinearity nonlinearity) => nonlinearity switch
    {
        Nonlinearity.Relu => nn.ReLU(),
        Nonlinearity.Tanh => nn.Tanh(),
        Nonlinearity.Gelu => nn.GELU(),
        Nonlinearity.LeakyRelu => nn.LeakyReLU(),
        _ => nn.Sigmoid(),
    };

    private static void Multiply(nn.Module net, double factor)
    {
        using IDisposable frozen = no_grad();
        foreach (Parameter parameter in net.parameters().Where(parameter => parameter.dim() > 1))
            parameter.mul_(factor);
    }
}
