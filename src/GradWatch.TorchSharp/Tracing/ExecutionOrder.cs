using GradWatch.TorchSharp.Watching;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tracing;

/// <summary>The order in which the modules run, seen once on the first step; before that, the order of their names.</summary>
internal sealed class ExecutionOrder : IDisposable
{
    private readonly ModuleHooks _hooks = new();
    private readonly IReadOnlyList<TracedModule> _modules;
    private readonly Dictionary<TracedModule, int> _entered = [];

    internal ExecutionOrder(nn.Module model)
    {
        _modules = TracedModule.All(model);
        foreach (TracedModule module in _modules)
            _hooks.Add(module.Module, () => _entered.TryAdd(module, _entered.Count));
    }

    /// <summary>True once modules were seen to run, and the hooks are off again.</summary>
    internal bool IsKnown { get; private set; }

    /// <summary>Takes the hooks off when a step is done.</summary>
    internal void Close()
    {
        IsKnown = _entered.Count > 0;
        _hooks.Dispose();
    }

    /// <summary>The parameters, those of the module that ran first in front.</summary>
    internal IReadOnlyList<WatchedParameter> Sort(ReadOnlySpan<WatchedParameter> parameters)
    {
        Dictionary<nint, int> places = [];
        foreach (TracedModule module in _modules)
        {
            foreach ((_, var tensor) in module.Parameters)
                places.TryAdd(tensor.Handle, Place(module));
        }
        return [.. parameters.ToArray().OrderBy(parameter => places.GetValueOrDefault(parameter.Tensor.Handle, int.MaxValue))];
    }

    // A module that no hook saw runs somewhere within the nearest one around it that was seen.
    private int Place(TracedModule module)
    {
        if (_entered.TryGetValue(module, out int place))
            return place;
        for (string name = module.Name; name.LastIndexOf('.') is > 0 and var dot;)
        {
            name = name[..dot];
            if (_modules.FirstOrDefault(other => other.Name == name) is { } around && _entered.TryGetValue(around, out place))
                return place;
        }
        return int.MaxValue;
    }

    /// <inheritdoc/>
    public void Dispose() => _hooks.Dispose();
}
