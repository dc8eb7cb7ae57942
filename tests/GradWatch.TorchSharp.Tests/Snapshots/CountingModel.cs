using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Snapshots;

/// <summary>A model that counts its calls in a buffer which is not persistent.</summary>
internal sealed class CountingModel : nn.Module<Tensor, Tensor>
{
    private readonly Linear _linear = nn.Linear(4, 1);
    private readonly Tensor _calls = zeros(1);

    internal CountingModel() : base(nameof(CountingModel))
    {
        register_buffer("calls", _calls, false);
        RegisterComponents();
    }

    internal double Calls => get_buffer("calls")!.item<float>();

    public override Tensor forward(Tensor input)
    {
        get_buffer("calls")!.add_(1);
        return _linear.call(input);
    }
}
