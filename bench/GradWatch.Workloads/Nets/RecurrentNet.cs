using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Nets;

/// <summary>A recurrent layer <c>rec</c> of 64 units that reads a sequence, and <c>head</c> on its last output.</summary>
internal sealed class RecurrentNet : nn.Module<Tensor, Tensor>
{
    private const long Inputs = 2, Hidden = 64;

    private readonly Func<Tensor, Tensor> _outputs;
    private readonly Linear _head = nn.Linear(Hidden, 1);

    private RecurrentNet(nn.Module recurrent, Func<Tensor, Tensor> outputs) : base("net")
    {
        _outputs = outputs;
        register_module("rec", recurrent);
        register_module("head", _head);
    }

    /// <summary>A plain RNN whose recurrent matrix is a rotation times <paramref name="gain"/>.</summary>
    internal static RecurrentNet Plain(nn.NonLinearities activation, double gain)
    {
        RNN layer = nn.RNN(Inputs, Hidden, nonLinearity: activation, batchFirst: true);
        foreach ((string name, Parameter parameter) in layer.named_parameters())
        {
            if (name.StartsWith("weight_hh", StringComparison.Ordinal))
                nn.init.orthogonal_(parameter, gain);
        }
        return new RecurrentNet(layer, sequence => layer.call(sequence).Item1);
    }

    internal static RecurrentNet Lstm()
    {
        LSTM layer = nn.LSTM(Inputs, Hidden, batchFirst: true);
        return new RecurrentNet(layer, sequence => layer.call(sequence).Item1);
    }

    internal static RecurrentNet Gru()
    {
        GRU layer = nn.GRU(Inputs, Hidden, batchFirst: true);
        return new RecurrentNet(layer, sequence => layer.call(sequence).Item1);
    }

    /// <summary>[batch, length, 2] in, [batch, 1] out.</summary>
    public override Tensor forward(Tensor input) => _head.call(_outputs(input).select(1, -1));
}
