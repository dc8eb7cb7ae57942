using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Snapshots;

/// <summary>A net with BatchNorm and Dropout that trains on data from torch's own random numbers.</summary>
internal sealed class SmallTraining : IDisposable
{
    internal SmallTraining(string optimizer, int seed = 1)
    {
        set_num_threads(1);
        manual_seed(seed);
        Model = nn.Sequential(
            ("a", nn.Linear(8, 16)), ("norm", nn.BatchNorm1d(16)), ("act", nn.ReLU()), ("drop", nn.Dropout(0.1)), ("b", nn.Linear(16, 1)));
        Optimizer = ManagedOptimizers.Make(optimizer, Model.parameters());
    }

    internal Sequential Model { get; }

    internal OptimizerHelper Optimizer { get; }

    internal double Run(int steps)
    {
        double last = double.NaN;
        for (int i = 0; i < steps; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = randn(16, 8);
            Optimizer.zero_grad();
            Tensor loss = nn.functional.mse_loss(Model.call(x), x.sum(1, true).sin());
            loss.backward();
            Optimizer.step();
            last = loss.item<float>();
        }
        return last;
    }

    /// <summary>Every parameter and buffer, bit for bit.</summary>
    internal byte[] Bits() => Bits(Model);

    internal static byte[] Bits(nn.Module model)
    {
        using DisposeScope scope = NewDisposeScope();
        return [.. model.state_dict().Values.SelectMany(tensor => tensor.detach().contiguous().bytes.ToArray())];
    }

    internal void Poison()
    {
        using IDisposable grad = no_grad();
        foreach (Tensor tensor in Model.state_dict().Values.Where(tensor => tensor.is_floating_point()))
            tensor.fill_(float.NaN);
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        Model.Dispose();
    }
}
