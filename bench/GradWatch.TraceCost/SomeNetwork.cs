using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TraceCost;

/// <summary>A network with its batch.</summary>
internal sealed class SomeNetwork(string name, Sequential model, Tensor inputs, Tensor targets) : IDisposable
{
    internal string Name { get; } = name;

    internal Sequential Model { get; } = model;

    internal Tensor Loss() => nn.functional.mse_loss(Model.call(inputs), targets);

    public void Dispose()
    {
        Model.Dispose();
        inputs.Dispose();
        targets.Dispose();
    }

    internal static IEnumerable<SomeNetwork> All()
    {
        manual_seed(1);
        yield return Mlp("10 × Linear 128, batch 64", 10, 128, 64, norm: false);
        yield return Mlp("10 × Linear 128 + BatchNorm, batch 64", 10, 128, 64, norm: true);
        yield return Mlp("10 × Linear 1024, batch 128", 10, 1024, 128, norm: false);
    }

    private static SomeNetwork Mlp(string name, int depth, int width, int batch, bool norm)
    {
        List<(string, nn.Module<Tensor, Tensor>)> layers = [];
        for (int i = 0; i < depth; i++)
        {
            layers.Add(($"fc{i}", nn.Linear(width, width)));
            if (norm)
                layers.Add(($"bn{i}", nn.BatchNorm1d(width)));
            layers.Add(($"relu{i}", nn.ReLU()));
        }
        return new SomeNetwork(name, nn.Sequential(layers), randn(batch, width), randn(batch, width));
    }
}
