using System.Globalization;
using System.Text.RegularExpressions;
using GradWatch.Wording;

namespace GradWatch.Logs.Checkpoints;

/// <summary>The files of the one checkpoint that a directory holds, as Transformers, Diffusers, Lightning and plain loops leave them.</summary>
internal static partial class CheckpointDirectory
{
    private const int MostNamed = 8;

    private static readonly string[] Indexes = ["*.safetensors.index.json", "*.bin.index.json", "*.index.json"];
    private static readonly string[][] Kinds = [["*.safetensors"], ["*.bin", "*.pt", "*.pth", "*.ckpt"]];
    private static readonly string[] Companions = ["optimizer", "scheduler", "scaler", "rng_state", "training_args", "random_states"];

    /// <summary>An index, a file, or all shards.</summary>
    /// <exception cref="UnreadableLogException">There is no checkpoint in the directory, or there are several, or a shard is missing.</exception>
    internal static IReadOnlyList<string> Find(string directory)
    {
        foreach (string pattern in Indexes)
        {
            List<string> indexes = List(directory, pattern);
            if (indexes.Count > 0)
                return OneOf(directory, indexes);
        }
        foreach (string[] patterns in Kinds)
        {
            List<string> files = [.. patterns.SelectMany(pattern => List(directory, pattern)).Where(file => !IsCompanion(file))];
            if (files.Count > 0)
                return Shards(directory, files) ?? OneOf(directory, files);
        }
        throw new UnreadableLogException(directory, new Sentence("checkpoint.directory.none"));
    }

    private static List<string> List(string directory, string pattern)
    {
        try
        {
            return [.. Directory.EnumerateFiles(directory, pattern).Order(TensorNames.Order)];
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new UnreadableLogException(directory, new Sentence("note.read.denied"), inner: denied);
        }
        catch (IOException failure)
        {
            throw new UnreadableLogException(directory, new Sentence("note.read.failed", failure.Message), inner: failure);
        }
    }

    private static bool IsCompanion(string file) =>
        Array.Exists(Companions, name => Path.GetFileName(file).StartsWith(name, StringComparison.Ordinal));

    private static List<string> OneOf(string directory, List<string> files)
    {
        if (files.Count == 1)
            return files;
        // Beside adapters and variants the model itself is meant.
        if (files.Find(file => Path.GetFileName(file).Split('.')[0] is "model" or "pytorch_model") is { } model)
            return [model];
        string names = string.Join(", ", files.Take(MostNamed).Select(file => TensorNames.Printable(Path.GetFileName(file))));
        throw new UnreadableLogException(directory, new Sentence("checkpoint.directory.several", files.Count, names));
    }

    private static List<string>? Shards(string directory, List<string> files)
    {
        List<Match> matches = [.. files.Select(file => ShardName().Match(Path.GetFileName(file))).Where(match => match.Success)];
        if (matches.Count < files.Count || matches.Select(match => (match.Groups[1].Value, match.Groups[3].Value)).Distinct().Count() > 1)
            return null;
        int count = int.Parse(matches[0].Groups[3].ValueSpan, CultureInfo.InvariantCulture);
        return count == files.Count ? files
            : throw new UnreadableLogException(directory, new Sentence("checkpoint.directory.shards", files.Count, count));
    }

    [GeneratedRegex(@"^(.*)-(\d{1,6})-of-(\d{1,6})\.\w+$")]
    private static partial Regex ShardName();
}
