using GradWatch.TorchSharp.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Watching;

/// <summary>Which tensors are watched: those that the optimizers step, by their names in the model. A tied parameter is one.</summary>
internal sealed class ParameterRoster(nn.Module model, IReadOnlyList<optim.Optimizer> optimizers)
{
    private WatchedParameter[] _parameters = Of(model, optimizers, []);

    /// <summary>The watched parameters in the model's order; those that the model does not know come last, as <c>group0.1</c>.</summary>
    internal ReadOnlySpan<WatchedParameter> Parameters => _parameters;

    /// <summary>Finds parameters that were added since. Those already watched keep what is known of them.</summary>
    internal void Refresh() => _parameters = Of(model, optimizers, _parameters);

    private static WatchedParameter[] Of(nn.Module model, IReadOnlyList<optim.Optimizer> optimizers, WatchedParameter[] known)
    {
        Dictionary<Identity, WatchedParameter> kept = [];
        foreach (WatchedParameter parameter in known.Where(parameter => !parameter.Tensor.IsInvalid))
            kept.TryAdd(Identity.Of(parameter.Tensor), parameter);
        OrderedDictionary<Identity, (string Name, Parameter Tensor)> stepped = [];
        for (int group = 0; group < optimizers.Count; group++)
        {
            int position = 0;
            foreach (Parameter parameter in optimizers[group].parameters())
                stepped.TryAdd(Identity.Of(parameter), ($"group{group}.{position++}", parameter));
        }
        // In the model's order; what is left has no name there.
        List<WatchedParameter> watched = [];
        foreach ((string name, Parameter parameter) in model.named_parameters())
        {
            Identity identity = Identity.Of(parameter);
            if (stepped.Remove(identity))
                watched.Add(kept.GetValueOrDefault(identity) ?? new WatchedParameter(name, parameter));
        }
        foreach ((Identity identity, (string name, Parameter parameter)) in stepped)
            watched.Add(kept.GetValueOrDefault(identity) ?? new WatchedParameter(name, parameter));
        return [.. watched];
    }

    /// <summary>Tied parameters have a handle each, and one memory.</summary>
    private readonly record struct Identity(nint First, long Count)
    {
        internal static unsafe Identity Of(Tensor tensor)
        {
            nint handle = tensor.Handle;
            bool readable = NativeTensor.DeviceType(handle) == NativeTensor.Cpu && NativeTensor.IsSparse(handle) == 0 && NativeTensor.Count(handle) > 0;
            return readable ? new Identity((nint)NativeTensor.Data(handle), NativeTensor.Count(handle)) : new Identity(handle, -1);
        }
    }
}
