using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Nets;

/// <summary>Fully connected layers <c>fc0</c>, <c>fc1</c>, … with an activation each, and <c>out</c> without one.</summary>
internal sealed class DeepNet : nn.Module<Tensor, Tensor>
{
    internal const int Features = 32;
    private const long Width = 128;

    private readonly List<nn.Module<Tensor, Tensor>> _stages = [];

    internal DeepNet(IReadOnlyList<long> widths, Func<nn.Module<Tensor, Tensor>> activation, bool normalized = false)
        : base("net")
    {
        for (int i = 0; i + 2 < widths.Count; i++)
        {
            Add($"fc{i}", nn.Linear(widths[i], widths[i + 1]));
            if (normalized)
                Add($"bn{i}", nn.BatchNorm1d(widths[i + 1]));
            _stages.Add(activation());
        }
        Add("out", nn.Linear(widths[^2], widths[^1]));
    }

    /// <summary>So many hidden layers of one width, on 32 features.</summary>
    internal static DeepNet Of(int depth, Func<nn.Module<Tensor, Tensor>> activation) =>
        new([Features, .. Enumerable.Repeat(Width, depth), 1], activation);

    public override Tensor forward(Tensor input)
    {
        Tensor value = input;
        foreach (nn.Module<Tensor, Tensor> stage in _stages)
            value = stage.call(value);
        return value;
    }

    private void Add(string name, nn.Module<Tensor, Tensor> stage)
    {
        register_module(name, stage);
        _stages.Add(stage);
    }
}
