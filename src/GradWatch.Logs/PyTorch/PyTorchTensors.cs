using GradWatch.Logs.Checkpoints;
using GradWatch.Wording;

namespace GradWatch.Logs.PyTorch;

/// <summary>From the values of a pickle to tensors placed in the file.</summary>
internal sealed class PyTorchTensors(MappedFile file, PyTorchFile archive)
{
    // Views may overlap; reading them all must stay in proportion to the file.
    private const int MostRead = 16;
    private const int MostNamed = 8;

    private readonly Dictionary<string, (long Offset, long Length)> _storages = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<(long, ElementType, string, string)> _views = [];
    private long _toRead;

    /// <summary>Reads the file's pickle.</summary>
    /// <exception cref="UnreadableLogException">A tensor of it is not in the file, or it is nested beyond reason.</exception>
    internal List<TensorEntry> Entries()
    {
        try
        {
            return
            [
                .. StateDict.Sort(archive.Root, PickledTree.Tensors(archive.Root))
                    .Select(found => Place(found.Group, found.Name, found.Tensor)),
            ];
        }
        catch (InvalidDataException)
        {
            throw archive.Fail("nesting", archive.PickleOffset);
        }
    }

    /// <summary>The step that stands in the root of the value; null when none does.</summary>
    internal long? Step => archive.Root is PickledDictionary root
        ? CheckpointStep.Keys.Select(root.Find).OfType<long>().Cast<long?>().FirstOrDefault() : null;

    /// <summary>What a person should know of the names in the file.</summary>
    internal IEnumerable<Sentence> Notes()
    {
        List<string> unbuilt = [.. archive.Names.Where(name => !TorchNames.IsOrdinary(name) && !TorchNames.IsUnsafe(name))
            .Select(name => TensorNames.Printable(name.ToString())).Order(StringComparer.Ordinal)];
        if (unbuilt.Count > 0)
        {
            string named = string.Join(", ", unbuilt.Take(MostNamed)) + (unbuilt.Count > MostNamed ? ", …" : "");
            yield return new Sentence("checkpoint.pytorch.unbuilt", unbuilt.Count, named);
        }
    }

    internal IReadOnlyList<string> Unsafe =>
        [.. archive.Names.Where(TorchNames.IsUnsafe).Select(name => TensorNames.Printable(name.ToString())).Order(StringComparer.Ordinal)];

    private TensorEntry Place(TensorGroup group, string name, PickledTensor tensor)
    {
        string shown = TensorNames.Printable(name);
        if (!_storages.TryGetValue(tensor.Storage.Key, out (long Offset, long Length) storage))
            _storages[tensor.Storage.Key] = storage = archive.Storage(tensor.Storage.Key);
        int bits = tensor.Type == ElementType.F4 ? 8 : tensor.Type.Bits();
        if (Extent(tensor) is not { } extent || (UInt128)extent * (UInt128)(bits / 8) > (UInt128)storage.Length)
            throw archive.Fail("view", archive.PickleOffset, shown, string.Join('×', tensor.Shape), storage.Length);
        bool rowMajor = tensor.Shape.Contains(0) || ElementLayout.RowMajor(tensor.Shape).Zip(tensor.Strides, tensor.Shape)
            .All(dimension => dimension.First == dimension.Second || dimension.Third == 1);
        if (tensor.Type == ElementType.F4 && !rowMajor)
            throw archive.Fail("packed_view", archive.PickleOffset, shown);
        var entry = new TensorEntry
        {
            Name = Unique(name), Type = tensor.Type, Shape = Shape(tensor), Strides = rowMajor ? null : tensor.Strides,
            File = file, Offset = storage.Offset + tensor.Offset * (bits / 8), Group = group,
        };
        CheckWork(entry);
        return entry;
    }

    // Two values of four bits are one element to PyTorch.
    private static long[] Shape(PickledTensor tensor) =>
        tensor.Type == ElementType.F4 && tensor.Shape.Length > 0 ? [.. tensor.Shape[..^1], tensor.Shape[^1] * 2] : tensor.Shape;

    /// <summary>Elements of the storage up to the last that the view reaches; null when they are beyond counting.</summary>
    private static long? Extent(PickledTensor tensor)
    {
        if (tensor.Shape.Contains(0))
            return 0;
        UInt128 last = (UInt128)tensor.Offset, elements = 1;
        for (int i = 0; i < tensor.Shape.Length; i++)
        {
            last += (UInt128)(tensor.Shape[i] - 1) * (UInt128)tensor.Strides[i];
            elements *= (UInt128)tensor.Shape[i];
            if (last > long.MaxValue / 2 || elements > long.MaxValue / 256)
                return null;
        }
        return (long)last + 1;
    }

    private void CheckWork(TensorEntry entry)
    {
        if (!_views.Add((entry.Offset, entry.Type, entry.ShapeText, entry.Strides is null ? "" : string.Join(',', entry.Strides))))
            return;
        _toRead += entry.Elements * entry.Type.Bits() / 8;
        if (_toRead > file.Length * MostRead)
            throw archive.Fail("views", archive.PickleOffset, TensorNames.Printable(entry.Name), MostRead);
    }

    private string Unique(string name)
    {
        string unique = name;
        for (int i = 2; !_names.Add(unique); i++)
            unique = $"{name}#{i}";
        return unique;
    }
}
