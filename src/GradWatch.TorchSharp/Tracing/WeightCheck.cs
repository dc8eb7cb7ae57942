using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tracing;

/// <summary>Looks for weights that are not finite. Nothing is read unless an incident asks.</summary>
internal static class WeightCheck
{
    /// <summary>The parameters of a module, and of those within it that no hook saw.</summary>
    internal static IEnumerable<(string Name, Tensor Tensor)> Within(TracedModule module, IReadOnlyList<TracedModule> modules)
    {
        string prefix = module == modules[0] ? "" : module.Name + ".";
        return modules.Where(other => other == module || (other.Calls == 0 && other.Name.StartsWith(prefix, StringComparison.Ordinal)))
            .SelectMany(other => other.Parameters).Select(own => (own.Name, (Tensor)own.Tensor));
    }

    /// <summary>The first of them that holds NaN or infinity, in the order given; null when none does.</summary>
    internal static (string Name, TensorReading Reading)? FirstBad(IEnumerable<(string Name, Tensor Tensor)> parameters)
    {
        foreach ((string name, Tensor tensor) in parameters)
        {
            if (TensorReading.Of(tensor) is { IsFinite: false } reading)
                return (name, reading);
        }
        return null;
    }

    /// <summary>max |w| of a module's own parameters; null when it has none.</summary>
    internal static double? Largest(TracedModule module)
    {
        double? largest = null;
        foreach ((_, Tensor tensor) in module.Parameters)
        {
            if (TensorReading.Of(tensor) is { } reading)
                largest = Math.Max(largest ?? 0, reading.Statistics.Max);
        }
        return largest;
    }
}
