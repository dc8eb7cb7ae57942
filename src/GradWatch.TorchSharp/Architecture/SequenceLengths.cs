using GradWatch.TorchSharp.Weights;
using GradWatch.TorchSharp.Weights.Reading;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Architecture;

/// <summary>How many time steps the recurrent layers of a model take in one run.</summary>
internal sealed class SequenceLengths
{
    private readonly Dictionary<nn.Module, long> _seen = [];

    internal static IReadOnlyDictionary<nn.Module, long> Seen(nn.Module model, Action run)
    {
        var lengths = new SequenceLengths();
        List<Action> hooks = [];
        try
        {
            foreach (nn.Module module in model.modules().Prepend(model).Distinct())
            {
                if (lengths.Watch(module) is { } remove)
                    hooks.Add(remove);
            }
            QuietRun.Of(model, run);
        }
        finally
        {
            hooks.ForEach(remove => remove());
        }
        return lengths._seen;
    }

    private Action? Watch(nn.Module module) => module switch
    {
        RNN rnn => rnn.register_forward_hook((_, input, _, output) => { Layer(module, input, output.Item2); return output; }).remove,
        GRU gru => gru.register_forward_hook((_, input, _, output) => { Layer(module, input, output.Item2); return output; }).remove,
        LSTM lstm => lstm.register_forward_hook((_, input, _, output) => { Layer(module, input, output.Item2); return output; }).remove,
        RNNCell rnn => rnn.register_forward_hook((_, _, _, output) => { Cell(module); return output; }).remove,
        GRUCell gru => gru.register_forward_hook((_, _, _, output) => { Cell(module); return output; }).remove,
        LSTMCell lstm => lstm.register_forward_hook((_, _, _, output) => { Cell(module); return output; }).remove,
        _ => null,
    };

    // The last hidden state is [layers, batch, units] whichever way the input lies: it tells the batch from the time.
    private void Layer(nn.Module module, Tensor input, Tensor hidden)
    {
        long[] shape = input.shape;
        long batch = shape.Length > 2 && hidden.dim() > 2 ? hidden.shape[1] : 0;
        long length = shape.Length > 2 && shape[0] == batch ? shape[1] : shape[0];
        _seen[module] = Math.Max(length, _seen.GetValueOrDefault(module));
    }

    private void Cell(nn.Module module) => _seen[module] = _seen.GetValueOrDefault(module) + 1;
}
