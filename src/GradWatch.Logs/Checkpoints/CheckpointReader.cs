using GradWatch.Wording;

namespace GradWatch.Logs.Checkpoints;

/// <summary>From a path to an opened checkpoint: a file, an index of shards, or a directory that holds one of these.</summary>
public static class CheckpointReader
{
    /// <summary>Reads what there is and where; no tensor is read yet.</summary>
    /// <exception cref="UnreadableLogException">It is not there, damaged, or of no known format.</exception>
    public static Checkpoint Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path))
            return CheckpointDirectory.Find(path) is var found && found.Count == 1 ? Open(path, found[0]) : Join(path, found, null);
        return Open(path, path);
    }

    private static Checkpoint Open(string source, string file)
    {
        if (!file.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return Join(source, [file], null);
        ShardIndex index = ShardIndex.Read(file);
        return Join(source, index.Files, index);
    }

    private static Checkpoint Join(string source, IReadOnlyList<string> paths, ShardIndex? index)
    {
        List<MappedFile> files = [];
        try
        {
            List<CheckpointPart> parts = [];
            foreach (string path in paths)
            {
                files.Add(new MappedFile(path));
                parts.Add(CheckpointPart.Read(files[^1]));
            }
            List<TensorEntry> tensors = [.. parts.SelectMany(part => part.Tensors)];
            List<Sentence> notes = [.. parts.SelectMany(part => part.Notes)];
            CheckNames(tensors);
            notes.AddRange(index?.Check(tensors) ?? []);
            return new Checkpoint
            {
                Source = source,
                Format = parts[0].Format,
                Tensors = parts.Count == 1 ? tensors : [.. tensors.OrderBy(tensor => tensor.Group).ThenBy(tensor => tensor.Name, TensorNames.Order)],
                Step = parts.Select(part => part.Step).FirstOrDefault(step => step is not null) ?? CheckpointStep.FromPath(source),
                Notes = notes,
                Unsafe = [.. parts.SelectMany(part => part.Unsafe).Distinct()],
                Files = files,
            };
        }
        catch
        {
            files.ForEach(file => file.Dispose());
            throw;
        }
    }

    private static void CheckNames(List<TensorEntry> tensors)
    {
        Dictionary<string, TensorEntry> seen = new(tensors.Count, StringComparer.Ordinal);
        foreach (TensorEntry tensor in tensors)
        {
            if (!seen.TryAdd(tensor.Name, tensor))
            {
                throw new UnreadableLogException(
                    tensor.File.Path, new Sentence("checkpoint.shard.twice", TensorNames.Printable(tensor.Name), seen[tensor.Name].File.Path),
                    offset: tensor.Offset);
            }
        }
    }
}
