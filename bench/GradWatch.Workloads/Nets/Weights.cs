using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Nets;

/// <summary>First weights, right and wrong: normal with a standard deviation, biases zero.</summary>
internal static class Weights
{
    internal static DeepNet WithStd(this DeepNet net, double std) => net.With((_, _) => std);

    internal static DeepNet WithHe(this DeepNet net) => net.With((fanIn, _) => Math.Sqrt(2.0 / fanIn));

    internal static DeepNet WithXavier(this DeepNet net) => net.With((fanIn, fanOut) => Math.Sqrt(2.0 / (fanIn + fanOut)));

    private static DeepNet With(this DeepNet net, Func<long, long, double> std)
    {
        foreach (Parameter parameter in net.parameters())
        {
            if (parameter.dim() == 2)
                nn.init.normal_(parameter, 0, std(parameter.shape[1], parameter.shape[0]));
            else
                nn.init.zeros_(parameter);
        }
        return net;
    }
}
