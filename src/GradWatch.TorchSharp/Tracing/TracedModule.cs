using System.Reflection;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tracing;

/// <summary>A module of the model, with the parameters that are its own.</summary>
internal sealed class TracedModule(string name, nn.Module module)
{
    /// <summary>The path in the model, e.g. <c>encoder.0</c>; of the model itself its own name.</summary>
    internal string Name { get; } = name;

    internal nn.Module Module { get; } = module;

    /// <summary>The name of its class.</summary>
    internal string Kind { get; } = module.GetType().Name;

    /// <summary>Its own parameters and those of native parts within it, by their names in the model.</summary>
    internal IReadOnlyList<(string Name, Parameter Tensor)> Parameters { get; init; } = [];

    /// <summary>True of what writes into its input (<c>ReLU(inplace)</c>): a copy of the input would hide that from its caller.</summary>
    internal bool WritesInput { get; } = IsInPlace(module);

    /// <summary>How many calls a re-run saw.</summary>
    internal int Calls { get; set; }

    /// <summary>The module itself and all within it, each once, with the parameters of each.</summary>
    internal static IReadOnlyList<TracedModule> All(nn.Module model)
    {
        List<TracedModule> all = [];
        HashSet<nn.Module> seen = new(ReferenceEqualityComparer.Instance);
        Add(all, seen, "", model);
        return all;
    }

    private static void Add(List<TracedModule> all, HashSet<nn.Module> seen, string path, nn.Module module)
    {
        if (!seen.Add(module))
            return;
        string prefix = path.Length == 0 ? "" : path + ".";
        List<(string Name, nn.Module Module)> children = [.. module.named_children().Select(child => (child.name, child.module))];
        HashSet<nint> inner = [.. children.SelectMany(child => child.Module.parameters()).Select(parameter => parameter.Handle)];
        all.Add(new TracedModule(path.Length == 0 ? module.GetName() : path, module)
        {
            Parameters = [.. module.named_parameters().Where(own => !inner.Contains(own.parameter.Handle)).Select(own => (prefix + own.name, own.parameter))],
        });
        foreach ((string name, nn.Module child) in children)
            Add(all, seen, prefix + name, child);
    }

    private static bool IsInPlace(nn.Module module)
    {
        for (Type? type = module.GetType(); type is not null && type != typeof(nn.Module); type = type.BaseType)
        {
            if (type.GetField("inplace", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)?.GetValue(module) is true
                || type.GetProperty("inplace", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)?.GetValue(module) is true)
                return true;
        }
        return false;
    }
}
