using GradWatch.Detectors;
using GradWatch.Logs.Checkpoints;
using GradWatch.Statistics;
using GradWatch.Wording;

namespace GradWatch.Logs.Inspection;

/// <summary>One checkpoint, read once: the statistics of every tensor of its model, and what they say.</summary>
public sealed record CheckpointInspection
{
    private const int MostUnsafe = 4;

    /// <summary>The checkpoint.</summary>
    public required Checkpoint Checkpoint { get; init; }

    /// <summary>The tensors of the model, in its order.</summary>
    public required IReadOnlyList<InspectedTensor> Tensors { get; init; }

    /// <summary>What is said of tensors and file, the gravest first.</summary>
    public required IReadOnlyList<CheckpointFinding> Findings { get; init; }

    /// <summary>The statistics of all weights together.</summary>
    public required TensorStatistics Weights { get; init; }

    /// <summary>Tensors that share their memory with one before them, such as tied embeddings: counted once.</summary>
    public required int Tied { get; init; }

    /// <summary>The worst finding; null when there is none.</summary>
    public Severity? Worst => CheckpointFinding.Worst(Findings);

    /// <summary>Elements of the model's tensors, tied ones once.</summary>
    public required long Parameters { get; init; }

    /// <summary>Bytes to read for the model.</summary>
    public static long Bytes(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return checkpoint.Of(TensorGroup.Model).Sum(tensor => tensor.Elements * tensor.Type.Bits() / 8);
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="checkpoint">The checkpoint, opened; it stays open.</param>
    /// <param name="options">The limits.</param>
    /// <param name="progress">Told the bytes read since it was told last.</param>
    /// <exception cref="UnreadableLogException">A file of it has become shorter.</exception>
    public static CheckpointInspection Of(Checkpoint checkpoint, InspectionOptions? options = null, Action<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        options ??= new InspectionOptions();
        Dictionary<string, TensorStatistics> read = new(StringComparer.Ordinal);
        List<InspectedTensor> tensors = [];
        TensorStatistics weights = default;
        long parameters = 0;
        foreach (TensorEntry entry in checkpoint.Of(TensorGroup.Model))
        {
            string place = Place(entry);
            bool isTied = read.TryGetValue(place, out TensorStatistics statistics);
            if (!isTied)
                statistics = TensorScan.Statistics(entry, progress);
            // Tensors without elements may stand in one place and are not tied for it.
            if (!isTied && entry.Elements > 0)
                read[place] = statistics;
            tensors.Add(WeightRules.Judge(entry, statistics, options));
            if (isTied)
                continue;
            parameters += entry.Elements;
            if (tensors[^1].IsWeight)
                weights += statistics;
        }
        return new CheckpointInspection
        {
            Checkpoint = checkpoint, Tensors = tensors, Weights = weights, Parameters = parameters,
            Tied = tensors.Count(tensor => tensor.Entry.Elements > 0) - read.Count,
            Findings = [.. Unsafe(checkpoint).Concat(tensors.SelectMany(tensor => tensor.Findings)).OrderByDescending(finding => finding.Severity)],
        };
    }

    /// <summary>What the pickle of a checkpoint asks for, and no checkpoint needs.</summary>
    internal static IEnumerable<CheckpointFinding> Unsafe(Checkpoint checkpoint)
    {
        if (checkpoint.Unsafe.Count == 0)
            yield break;
        string names = string.Join(", ", checkpoint.Unsafe.Take(MostUnsafe)) + (checkpoint.Unsafe.Count > MostUnsafe ? ", …" : "");
        yield return new CheckpointFinding
        {
            Rule = "unsafe_pickle", Severity = Severity.Warning, Value = checkpoint.Unsafe.Count,
            Sentence = new Sentence("checkpoint.finding.unsafe", names),
        };
    }

    private static string Place(TensorEntry entry) =>
        $"{entry.File.Path}:{entry.Offset}:{entry.Type}:{entry.ShapeText}:{(entry.Strides is null ? "" : string.Join(',', entry.Strides))}";
}
