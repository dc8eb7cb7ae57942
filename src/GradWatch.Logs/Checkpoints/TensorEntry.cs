namespace GradWatch.Logs.Checkpoints;

/// <summary>One tensor of a checkpoint: what it is and where its bytes are. The reader has checked that they are in the file.</summary>
public sealed record TensorEntry
{
    /// <summary>The name, dotted: <c>layers.0.weight</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What its elements are.</summary>
    public required ElementType Type { get; init; }

    /// <summary>Its dimensions; none for a scalar.</summary>
    public required IReadOnlyList<long> Shape { get; init; }

    /// <summary>Elements from one index to the next, a dimension each; null when they stand row by row without gaps.</summary>
    public IReadOnlyList<long>? Strides { get; init; }

    /// <summary>The file that holds the bytes.</summary>
    public required MappedFile File { get; init; }

    /// <summary>Where the first element begins in the file.</summary>
    public required long Offset { get; init; }

    /// <summary>What it is for.</summary>
    public TensorGroup Group { get; init; } = TensorGroup.Model;

    /// <summary>How many elements it has: the product of its shape.</summary>
    public long Elements => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Bytes from the first element to the last, gaps included.</summary>
    public long Span => Elements == 0 ? 0
        : Strides is null ? (Elements * Type.Bits() + 7) / 8
        : (Shape.Zip(Strides, (size, stride) => (size - 1) * stride).Sum() + 1) * (Type.Bits() / 8);

    /// <summary>The shape as it is written: <c>32×16</c>; <c>scalar</c> has none.</summary>
    public string ShapeText => Shape.Count == 0 ? "scalar" : string.Join('×', Shape);

    /// <summary>The same memory as real numbers: a complex one is two of them.</summary>
    internal TensorEntry AsReal() => Type.Part() is not { } part ? this : this with
    {
        Type = part,
        Shape = [.. Shape, 2],
        Strides = Strides is null ? null : [.. Strides.Select(stride => stride * 2), 1],
    };
}
