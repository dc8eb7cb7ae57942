using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Watching;

/// <summary>Which tensors are watched: those that the optimizers step, by their names in the model. A tied parameter is one.</summary>
internal static class ParameterRoster
{
    /// <summary>The watched parameters in the model's order; those that the model does not know come last, as <c>group0.1</c>.</summary>
    internal static WatchedParameter[] Of(nn.Module model, IReadOnlyList<optim.Optimizer> optimizers)
    {
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
            if (stepped.TryGetValue(parameter.Handle, out (string Name, Parameter Tensor) found) && named.Add(parameter.Handle))
                watched.Add(new WatchedParameter(name, found.Tensor));
        }
        foreach (nint handle in order.Where(handle => !named.Contains(handle)))
            watched.Add(new WatchedParameter(stepped[handle].Name, stepped[handle].Tensor));
        return [.. watched];
    }
}
