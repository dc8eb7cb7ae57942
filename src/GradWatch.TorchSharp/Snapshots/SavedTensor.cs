using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Snapshots;

/// <summary>A tensor as it lies in a snapshot.</summary>
/// <param name="Name">The name of its slot.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its shape; null when the slot held no tensor.</param>
/// <param name="Offset">Where its elements begin in the snapshot's memory, in bytes.</param>
/// <param name="Bytes">How many bytes they are.</param>
internal sealed record SavedTensor(string Name, ScalarType Type, long[]? Shape, long Offset, long Bytes)
{
    /// <summary>True when it can be written over that tensor.</summary>
    internal bool Fits(Tensor live) => Shape is not null && live.dtype == Type && live.shape.AsSpan().SequenceEqual(Shape);

    /// <summary>What it is, for a message: <c>Float32[64, 16]</c>.</summary>
    internal string Description => Shape is null ? "none" : $"{Type}[{string.Join(", ", Shape)}]";
}
