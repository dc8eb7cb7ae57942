using GradWatch.Logs.PyTorch;
using GradWatch.Logs.Safetensors;
using GradWatch.Wording;

namespace GradWatch.Logs.Checkpoints;

/// <summary>What one file of a checkpoint holds. A format is recognised by content; the name helps only to say what is wrong.</summary>
internal sealed record CheckpointPart(string Format, IReadOnlyList<TensorEntry> Tensors, long? Step)
{
    private const int HeadBytes = 512;

    private static readonly (string Name, byte[] Mark)[] Foreign =
    [
        ("HDF5 (Keras)", [0x89, (byte)'H', (byte)'D', (byte)'F']),
        ("GGUF", "GGUF"u8.ToArray()),
        ("NumPy", [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y']),
        ("Git LFS pointer", "version https://git-lfs"u8.ToArray()),
    ];

    internal IReadOnlyList<Sentence> Notes { get; init; } = [];

    internal IReadOnlyList<string> Unsafe { get; init; } = [];

    /// <summary>Reads the part that says what there is; the tensors stay where they are.</summary>
    /// <exception cref="UnreadableLogException">It is damaged or of no known format.</exception>
    internal static CheckpointPart Read(MappedFile file)
    {
        byte[] head = file.Copy(0, (int)Math.Min(HeadBytes, file.Length));
        if (PyTorchFile.Recognise(head))
            return OfPyTorch(file);
        if (SafetensorsFile.Recognise(file))
            return OfSafetensors(file);
        if (PyTorchFile.IsLegacy(head))
            throw Fail(file, "checkpoint.pytorch.legacy");
        if (PyTorchFile.IsPickle(head))
            throw Fail(file, "checkpoint.pytorch.bare_pickle");
        foreach ((string name, byte[] mark) in Foreign)
        {
            if (head.AsSpan().StartsWith(mark))
                throw Fail(file, "checkpoint.foreign", name);
        }
        if (file.Path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
            return OfSafetensors(file);
        throw Fail(file, "checkpoint.unknown");
    }

    private static CheckpointPart OfSafetensors(MappedFile file)
    {
        SafetensorsHeader header = SafetensorsFile.Read(file);
        IEnumerable<string> steps = CheckpointStep.Keys.Select(key => header.Metadata.GetValueOrDefault(key, ""));
        long? step = steps.Select(text => long.TryParse(text, out long value) ? value : (long?)null).FirstOrDefault(value => value is not null);
        return new CheckpointPart(SafetensorsFile.Format, [.. header.Tensors.OrderBy(tensor => tensor.Name, TensorNames.Order)], step);
    }

    private static CheckpointPart OfPyTorch(MappedFile file)
    {
        var archive = new PyTorchFile(file);
        var tensors = new PyTorchTensors(file, archive);
        return new CheckpointPart(PyTorchFile.Format, tensors.Entries(), tensors.Step) { Notes = [.. tensors.Notes()], Unsafe = tensors.Unsafe };
    }

    private static UnreadableLogException Fail(MappedFile file, string key, params object[] arguments) =>
        new(file.Path, new Sentence(key, arguments), offset: 0);
}
