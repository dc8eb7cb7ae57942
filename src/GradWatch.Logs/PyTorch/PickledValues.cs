using GradWatch.Logs.Checkpoints;

namespace GradWatch.Logs.PyTorch;

/// <summary>A name that a pickle refers to: a class or a function. It is only ever a name.</summary>
internal sealed record PickledName(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}

/// <summary>A tuple; also what is left of bytes and of integers beyond 64 bits, whose content nobody asks for.</summary>
internal sealed record PickledTuple(object?[] Items)
{
    internal static readonly PickledTuple Empty = new([]);
}

/// <summary>A list or set.</summary>
internal sealed class PickledList
{
    internal List<object?> Items { get; } = [];
}

/// <summary>A dictionary, in the order in which it was filled.</summary>
internal sealed class PickledDictionary
{
    internal List<KeyValuePair<object?, object?>> Items { get; } = [];

    internal object? Find(string key) => Items.LastOrDefault(item => item.Key is string name && name == key).Value;
}

/// <summary>An object of a class, or the result of a function, that is not built: its name, and what would have gone into it.</summary>
internal sealed class PickledObject(PickledName name)
{
    internal PickledName Name { get; } = name;

    internal object? State { get; set; }

    internal PickledDictionary? Entries { get; set; }

    internal PickledList? Items { get; set; }
}

/// <summary>A storage: bytes in the archive.</summary>
/// <param name="Type">What its elements are; null when it is untyped: bytes.</param>
/// <param name="Key">Its name in the archive's data folder.</param>
/// <param name="Elements">How many elements it has.</param>
internal sealed record PickledStorage(ElementType? Type, string Key, long Elements);

/// <summary>A tensor: a view into a storage, in elements.</summary>
internal sealed record PickledTensor(PickledStorage Storage, ElementType Type, long Offset, long[] Shape, long[] Strides);
