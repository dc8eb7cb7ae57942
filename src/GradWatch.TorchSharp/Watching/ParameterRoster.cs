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
        Dictionary<nint, WatchedParameter> kept = known.ToDictionary(parameter => parameter.Tensor.Handle);
        Dictionary<nint, (string Name, Parameter Tensor)> stepped = [];
        List<nint> order = [];
        int group = 0;
        foreach (optim.Optimizer optimizer in optimizers)
        {
            int position = 0;
            foreach (Parameter parameter in optimizer.parameters())
            {
                if (stepped.TryAdd(parameter.Handle, ($"group{group}.{position}", parameter)))
                    order.Add(parameter.Handle);
                position++;
            }
            group++;
        }
        List<WatchedParameter> watched = [];
        HashSet<nint> named = [];
        foreach ((string name, Parameter parameter) in model.named_parameters())
        {
            if (stepped.ContainsKey(parameter.Handle) && named.Add(parameter.Handle))
                watched.Add(kept.GetValueOrDefault(parameter.Handle) ?? new WatchedParameter(name, parameter));
        }
        foreach (nint handle in order.Where(handle => !named.Contains(handle)))
            watched.Add(kept.GetValueOrDefault(handle) ?? new WatchedParameter(stepped[handle].Name, stepped[handle].Tensor));
        return [.. watched];
    }
}
