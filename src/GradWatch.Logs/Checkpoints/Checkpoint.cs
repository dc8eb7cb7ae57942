using GradWatch.Wording;

namespace GradWatch.Logs.Checkpoints;

/// <summary>A checkpoint, opened: its tensors, and what else it says of itself. Holds its files open until it is disposed of.</summary>
public sealed class Checkpoint : IDisposable
{
    /// <summary>The path as it was given: a file, an index of shards or a directory.</summary>
    public required string Source { get; init; }

    /// <summary><c>safetensors</c> or <c>pytorch</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The tensors, in the order of the model as far as the format keeps it, else by name.</summary>
    public required IReadOnlyList<TensorEntry> Tensors { get; init; }

    /// <summary>The optimizer step at which it was saved; null when it does not say.</summary>
    public long? Step { get; init; }

    /// <summary>What a person should know of how it was read.</summary>
    public IReadOnlyList<Sentence> Notes { get; init; } = [];

    /// <summary>Names of functions and classes that loading the file in Python would run, and that no checkpoint needs.</summary>
    public IReadOnlyList<string> Unsafe { get; init; } = [];

    /// <summary>The files, opened.</summary>
    public required IReadOnlyList<MappedFile> Files { get; init; }

    /// <summary>The tensors of a group.</summary>
    public IEnumerable<TensorEntry> Of(TensorGroup group) => Tensors.Where(tensor => tensor.Group == group);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (MappedFile file in Files)
            file.Dispose();
    }
}
