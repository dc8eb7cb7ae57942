using GradWatch.TorchSharp.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.Demo.Networks;

/// <summary>A plain recurrent layer and a linear head that reads its last state.</summary>
internal sealed class Recurrent : nn.Module<Tensor, Tensor>
{
    private const int Hidden = 64;
    private readonly RNN _recurrent = nn.RNN(2, Hidden, batchFirst: true);
    private readonly Linear _head = nn.Linear(Hidden, 1);

    /// <summary>A layer whose recurrent weights are <paramref name="gain"/> times an orthogonal matrix: they multiply by it at every step of time.</summary>
    internal Recurrent(double gain) : base(nameof(Recurrent))
    {
        register_module("rec", _recurrent);
        register_module("head", _head);
        Initialization.Orthogonal(_recurrent.get_parameter("weight_hh_l0")!, gain);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor inputs)
    {
        (Tensor states, _) = _recurrent.call(inputs);
        return _head.call(states.select(1, -1));
    }
}
