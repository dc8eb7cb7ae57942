using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Weights;

/// <summary>Models of the labelled runs, by hand.</summary>
internal static class SomeModels
{
    /// <summary>16 → width → … → width → 1 with ReLU between.</summary>
    internal static Sequential DeepRelu(int depth, int width) => Deep(depth, width, () => nn.ReLU());

    internal static Sequential Deep(int depth, int width, Func<nn.Module<Tensor, Tensor>> activation)
    {
        List<(string, nn.Module<Tensor, Tensor>)> layers = [];
        for (int i = 0; i < depth; i++)
        {
            layers.Add(($"fc{i}", nn.Linear(i == 0 ? 16 : width, i == depth - 1 ? 1 : width)));
            if (i < depth - 1)
                layers.Add(($"act{i}", activation()));
        }
        return nn.Sequential(layers);
    }

    /// <summary>Every weight N(0, deviation), every bias 0.</summary>
    internal static void Draw(nn.Module model, double deviation)
    {
        foreach (Parameter parameter in model.parameters())
            nn.init.normal_(parameter, 0, parameter.dim() > 1 ? deviation : 0);
    }
}
