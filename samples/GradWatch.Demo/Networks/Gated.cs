using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.Demo.Networks;

/// <summary>An LSTM and a linear head that reads its last state: gates carry the gradient through time unmultiplied.</summary>
internal sealed class Gated : nn.Module<Tensor, Tensor>
{
    private const int Hidden = 64;
    private readonly LSTM _recurrent = nn.LSTM(2, Hidden, batchFirst: true);
    private readonly Linear _head = nn.Linear(Hidden, 1);

    internal Gated() : base(nameof(Gated))
    {
        register_module("rec", _recurrent);
        register_module("head", _head);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor inputs)
    {
        (Tensor states, _, _) = _recurrent.call(inputs);
        return _head.call(states.select(1, -1));
    }
}
