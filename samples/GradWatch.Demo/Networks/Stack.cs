using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.Demo.Networks;

/// <summary>Linear layers one after another, with an activation between.</summary>
internal static class Stack
{
    internal static Sequential Of(int depth, int width, int inputs, Func<nn.Module<Tensor, Tensor>> activation)
    {
        List<(string, nn.Module<Tensor, Tensor>)> layers = [];
        for (int i = 0; i < depth; i++)
        {
            bool last = i == depth - 1;
            layers.Add(($"fc{i}", nn.Linear(i == 0 ? inputs : width, last ? 1 : width)));
            if (!last)
                layers.Add(($"act{i}", activation()));
        }
        return nn.Sequential(layers);
    }

    /// <summary>Draws every weight matrix from N(0, std²), whatever its fan, as is often done by hand.</summary>
    internal static Sequential WithStd(this Sequential stack, double std)
    {
        foreach ((string name, Parameter parameter) in stack.named_parameters())
        {
            if (name.EndsWith("weight", StringComparison.Ordinal))
                nn.init.normal_(parameter, 0, std);
            else
                nn.init.zeros_(parameter);
        }
        return stack;
    }
}
