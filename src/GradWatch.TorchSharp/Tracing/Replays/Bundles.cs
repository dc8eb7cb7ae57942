using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tracing.Replays;

/// <summary>The tensors in what modules take and return: one, a tuple, an array, nested.</summary>
internal static class Bundles
{
    /// <summary>The tensors, in order; those that are null left out.</summary>
    internal static IEnumerable<Tensor> Tensors(object? value) => value switch
    {
        // Attention without weights returns a tensor without a handle beside its output.
        Tensor tensor => tensor.IsInvalid ? [] : [tensor],
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Tensors(tuple[i])),
        IEnumerable<Tensor> several => several.Where(tensor => tensor is not null),
        _ => [],
    };

    /// <summary>The same shape with every tensor replaced. What cannot be rebuilt (a list of the user's) stays as it is.</summary>
    internal static object? Replace(object? value, Func<Tensor, Tensor> with) => value switch
    {
        Tensor tensor => tensor.IsInvalid ? tensor : with(tensor),
        Tensor[] several => Array.ConvertAll(several, tensor => tensor is null ? tensor! : with(tensor)),
        ITuple tuple when value.GetType() is { IsGenericType: true, Namespace: "System" } type && tuple.Length < 8 =>
            Activator.CreateInstance(type, [.. Enumerable.Range(0, tuple.Length).Select(i => Replace(tuple[i], with))]),
        _ => value,
    };
}
