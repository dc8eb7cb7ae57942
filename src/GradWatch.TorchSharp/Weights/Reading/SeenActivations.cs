using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Weights.Reading;

/// <summary>Which function stands between two layers that run one after the other, by what the one gives and the next is given.</summary>
/// <remarks>Sees functions that are called in somebody's <c>forward</c>. Where something else stands between (dropout, a normalization, a
/// residual, pooling) nothing is said.</remarks>
internal sealed class SeenActivations
{
    private const double Tolerance = 1e-4;

    private static readonly (Activation Activation, Func<Tensor, Tensor> Function)[] Curved =
    [
        (Activation.Tanh, input => input.tanh()), (Activation.Sigmoid, input => input.sigmoid()), (Activation.Gelu, nn.functional.gelu),
        (Activation.Silu, input => nn.functional.silu(input)), (Activation.Elu, input => nn.functional.elu(input, 1.0)),
        (Activation.Selu, input => nn.functional.selu(input)), (Activation.Mish, input => nn.functional.mish(input)),
    ];

    private readonly Dictionary<string, Activation?> _seen = [];
    private string? _name;
    private Tensor? _given;

    /// <summary>What follows the modules of some names, as one run shows it. The model is left as it is.</summary>
    internal static IReadOnlyDictionary<string, Activation> Of(nn.Module model, Action run)
    {
        var seen = new SeenActivations();
        List<Action> hooks = [];
        try
        {
            foreach (ModelWeight weight in ModelWeights.Of(model))
            {
                if (weight.Kind == WeightKind.Feedforward && weight.Owner is nn.Module<Tensor, Tensor> layer && !ModuleRole.IsAttention(layer))
                    hooks.Add(layer.register_forward_hook((_, input, output) => seen.Pass(weight.OwnerName, input, output)).remove);
            }
            QuietRun.Of(model, run);
        }
        finally
        {
            hooks.ForEach(remove => remove());
            seen._given?.Dispose();
        }
        return seen._seen.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!.Value);
    }

    private Tensor Pass(string name, Tensor input, Tensor output)
    {
        if (_name is not null && _given is not null)
        {
            Activation? between = Between(_given, input);
            // A layer that is used twice with another function behind it has none.
            _seen[_name] = _seen.TryGetValue(_name, out Activation? before) && before != between ? null : between;
            _given.Dispose();
        }
        // A function that works in place would change what the layer gave.
        (_name, _given) = (name, output.detach().clone().DetachFromDisposeScope());
        return output;
    }

    private static Activation? Between(Tensor given, Tensor taken)
    {
        if (!given.shape.AsSpan().SequenceEqual(taken.shape) || given.dtype != taken.dtype)
            return null;
        using DisposeScope scope = NewDisposeScope();
        if (Broken(given, taken) is { } broken)
            return broken;
        foreach ((Activation activation, Func<Tensor, Tensor> function) in Curved)
        {
            if (Same(function(given), taken))
                return activation;
        }
        return null;
    }

    // The line itself, or one with another slope below 0.
    private static Activation? Broken(Tensor given, Tensor taken)
    {
        Tensor below = given.clamp_max(0), square = below.square().sum();
        if (!(square.ToDouble() > 0))
            return null;
        double slope = Math.Round(below.mul(taken).sum().div(square).ToDouble(), 4);
        if (!Same(given.clamp_min(0).add(below.mul(slope)), taken))
            return null;
        return slope == 1 ? Activation.Linear : slope == 0 ? Activation.Relu : Activation.LeakyRelu(slope);
    }

    private static bool Same(Tensor left, Tensor right) => left.allclose(right, Tolerance, Tolerance);
}
