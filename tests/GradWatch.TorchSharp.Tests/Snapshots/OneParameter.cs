using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Snapshots;

/// <summary>A model of one given parameter.</summary>
internal sealed class OneParameter : nn.Module<Tensor, Tensor>
{
    internal OneParameter(Tensor weight) : base(nameof(OneParameter))
    {
        Weight = new Parameter(weight);
        register_parameter("weight", Weight);
    }

    internal Parameter Weight { get; }

    public override Tensor forward(Tensor input) => input * Weight;
}
