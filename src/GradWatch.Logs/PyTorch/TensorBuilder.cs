using GradWatch.Logs.Checkpoints;

namespace GradWatch.Logs.PyTorch;

/// <summary>The few functions of PyTorch that a checkpoint calls, as what they mean: views into storages. Everything else stays a name.</summary>
internal static class TensorBuilder
{
    private const int MostDimensions = 64;

    internal static bool Builds(PickledName name) =>
        name is { Module: "torch._utils", Name: "_rebuild_tensor" or "_rebuild_tensor_v2" or "_rebuild_tensor_v3"
                or "_rebuild_parameter" or "_rebuild_parameter_with_state" }
            or { Module: "torch._tensor", Name: "_rebuild_from_type_v2" };

    /// <summary>What a call of a function gives. False when its arguments are not those of such a call.</summary>
    internal static bool TryCall(PickledName function, PickledTuple arguments, out object? result)
    {
        object?[] given = arguments.Items;
        result = null;
        if (TorchNames.IsDictionary(function))
        {
            result = Dictionary(given);
            return true;
        }
        if (function is { Module: "torch", Name: "Size" } && given is [PickledTuple or PickledList])
        {
            result = given[0];
            return true;
        }
        if (!Builds(function))
        {
            result = new PickledObject(function);
            return true;
        }
        result = function.Name switch
        {
            "_rebuild_tensor" or "_rebuild_tensor_v2" => Tensor(given, null),
            "_rebuild_tensor_v3" => given.Length > 6 && given[6] is PickledName type ? Tensor(given, TorchNames.ElementTypeOf(type)) : null,
            "_rebuild_from_type_v2" => given is [PickledName inner, _, PickledTuple with, ..] && inner != function
                && TryCall(inner, with, out object? tensor) ? tensor : null,
            _ => given.Length > 0 && given[0] is PickledTensor or PickledObject ? given[0] : null,
        };
        return result is not null;
    }

    /// <summary>The storage that a persistent id names; null when it names none.</summary>
    internal static PickledStorage? Storage(object? id) =>
        id is PickledTuple { Items: ["storage", PickledName type, string key, _, long elements, ..] } && elements >= 0
            && TorchNames.IsStorage(type, out ElementType? element)
            ? new PickledStorage(element, key, elements)
            : null;

    private static PickledDictionary Dictionary(object?[] given)
    {
        var dictionary = new PickledDictionary();
        // OrderedDict([[key, value], …]), as Python 2 wrote it.
        if (given is [PickledList pairs])
        {
            foreach (object? pair in pairs.Items)
            {
                object?[] two = pair is PickledTuple tuple ? tuple.Items : pair is PickledList list ? [.. list.Items.Take(2)] : [];
                if (two.Length == 2)
                    dictionary.Items.Add(new(two[0], two[1]));
            }
        }
        return dictionary;
    }

    private static PickledTensor? Tensor(object?[] given, ElementType? type)
    {
        if (given is not [PickledStorage storage, long offset, _, _, ..] || Sizes(given[2]) is not { } shape || Sizes(given[3]) is not { } strides)
            return null;
        type ??= storage.Type;
        return type is null || offset < 0 || shape.Length != strides.Length ? null
            : new PickledTensor(storage, type.Value, offset, shape, strides);
    }

    private static long[]? Sizes(object? value)
    {
        IReadOnlyList<object?>? items = value is PickledTuple tuple ? tuple.Items : value is PickledList list ? list.Items : null;
        if (items is null || items.Count > MostDimensions || !items.All(item => item is >= 0L))
            return null;
        return [.. items.Cast<long>()];
    }
}
