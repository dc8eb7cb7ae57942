using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests;

/// <summary>A small regression to train on, the same each time.</summary>
internal sealed class Training : IDisposable
{
    private readonly Tensor _inputs;
    private readonly Tensor _targets;

    internal Training(ScalarType type = ScalarType.Float32)
    {
        manual_seed(1);
        Model = nn.Sequential(nn.Linear(8, 16), nn.Tanh(), nn.Linear(16, 4));
        if (type != ScalarType.Float32)
            Model.to(type);
        _inputs = randn(32, 8).to(type);
        _targets = randn(32, 4).to(type);
    }

    internal Sequential Model { get; }

    internal SGD Sgd(double rate = 0.1, double momentum = 0) => optim.SGD(Model.parameters(), rate, momentum: momentum);

    internal Tensor Loss() => nn.functional.mse_loss(Model.call(_inputs), _targets);

    /// <summary>Zeroes the gradients, computes the loss and its gradients.</summary>
    internal Tensor Backward()
    {
        Model.zero_grad();
        Tensor loss = Loss();
        loss.backward();
        return loss;
    }

    /// <summary>The L2 norm of all gradients together, in double.</summary>
    internal double GradientNorm() =>
        Math.Sqrt(Model.parameters().Where(p => p.grad is not null).Sum(p => p.grad!.to(float64).pow(2).sum().item<double>()));

    /// <summary>All weights, bit for bit.</summary>
    internal float[] Weights() => [.. Model.parameters().SelectMany(parameter => parameter.data<float>().ToArray())];

    public void Dispose()
    {
        Model.Dispose();
        _inputs.Dispose();
        _targets.Dispose();
    }
}
