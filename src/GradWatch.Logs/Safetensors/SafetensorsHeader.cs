using GradWatch.Logs.Checkpoints;

namespace GradWatch.Logs.Safetensors;

/// <summary>What a header says.</summary>
/// <param name="Entries">The tensors, in the order of the header.</param>
/// <param name="Metadata">The texts of <c>__metadata__</c>; long ones are left out.</param>
internal sealed record SafetensorsHeader(IReadOnlyList<HeaderEntry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    internal IEnumerable<TensorEntry> Tensors => Entries.Select(entry => entry.Tensor);
}

/// <summary>One tensor of a header.</summary>
/// <param name="Tensor">The tensor, placed in the file.</param>
/// <param name="Begin">Where it begins, from the first byte of the data.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Place">The byte of the file at which the header speaks of it.</param>
internal sealed record HeaderEntry(TensorEntry Tensor, long Begin, long End, long Place);
