using GradWatch.Workloads.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Nets;

/// <summary>Three convolutions, with BatchNorm or without, and a linear layer on the means of their maps.</summary>
internal sealed class SmallCnn : nn.Module<Tensor, Tensor>
{
    private static readonly long[] Channels = [1, 8, 16, 32];

    private readonly List<nn.Module<Tensor, Tensor>> _stages = [];
    private readonly Linear _out = nn.Linear(Channels[^1], Stripes.Directions);

    internal SmallCnn(bool normalized) : base("cnn")
    {
        for (int i = 1; i < Channels.Length; i++)
        {
            Add($"c{i}", nn.Conv2d(Channels[i - 1], Channels[i], 3, padding: 1));
            if (normalized)
                Add($"c{i}bn", nn.BatchNorm2d(Channels[i]));
            _stages.Add(nn.ReLU());
            _stages.Add(nn.MaxPool2d(2));
        }
        register_module("out", _out);
    }

    public override Tensor forward(Tensor images)
    {
        Tensor value = images;
        foreach (nn.Module<Tensor, Tensor> stage in _stages)
            value = stage.call(value);
        return _out.call(value.mean([2, 3]));
    }

    private void Add(string name, nn.Module<Tensor, Tensor> stage)
    {
        register_module(name, stage);
        _stages.Add(stage);
    }
}
