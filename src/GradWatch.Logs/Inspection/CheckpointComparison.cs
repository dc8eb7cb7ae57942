using GradWatch.Detectors;
using GradWatch.Logs.Checkpoints;
using GradWatch.Wording;

namespace GradWatch.Logs.Inspection;

/// <summary>Two checkpoints of the same model, both read once: how far the weights moved, and where they ceased to be finite.</summary>
public sealed record CheckpointComparison
{
    /// <summary>The earlier checkpoint.</summary>
    public required Checkpoint Before { get; init; }

    /// <summary>The later checkpoint.</summary>
    public required Checkpoint After { get; init; }

    /// <summary>Optimizer steps between them; null when they do not tell.</summary>
    public required long? Steps { get; init; }

    /// <summary>The tensors that stand in both in the same shape, in the order of the model before.</summary>
    public required IReadOnlyList<ComparedTensor> Tensors { get; init; }

    /// <summary>All weights together.</summary>
    public required TensorDifference Weights { get; init; }

    /// <summary>Tensors only in the earlier one.</summary>
    public required IReadOnlyList<TensorEntry> OnlyBefore { get; init; }

    /// <summary>Tensors only in the later one.</summary>
    public required IReadOnlyList<TensorEntry> OnlyAfter { get; init; }

    /// <summary>Tensors whose shapes differ: they are not compared.</summary>
    public required IReadOnlyList<(TensorEntry Before, TensorEntry After)> Reshaped { get; init; }

    /// <summary>What is said, the gravest first.</summary>
    public required IReadOnlyList<CheckpointFinding> Findings { get; init; }

    /// <summary>The worst finding; null when there is none.</summary>
    public Severity? Worst => CheckpointFinding.Worst(Findings);

    /// <summary>Weights whose elements are all the same in both.</summary>
    public int Unchanged => Tensors.Count(tensor => tensor.IsWeight && tensor.Difference is { Half.Max: 0, Half.NonFinite: 0 });

    /// <summary>Bytes to read of both.</summary>
    public static long Bytes(Checkpoint before, Checkpoint after)
    {
        Pairs pairs = Pair(before, after);
        return pairs.Same.Sum(pair => pair.Before.Elements * (pair.Before.Type.Bits() + pair.After.Type.Bits()) / 8);
    }

    /// <summary>Reads two checkpoints.</summary>
    /// <param name="before">The earlier one, opened; it stays open.</param>
    /// <param name="after">The later one, opened; it stays open.</param>
    /// <param name="steps">Steps between them, if known better than they tell.</param>
    /// <param name="options">The limits.</param>
    /// <param name="progress">Told the bytes read since it was told last; from several threads.</param>
    /// <exception cref="UnreadableLogException">A file has become shorter.</exception>
    public static CheckpointComparison Of(
        Checkpoint before, Checkpoint after, long? steps = null, InspectionOptions? options = null, Action<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        steps ??= after.Step - before.Step;
        var rules = new ChangeRules(options ?? new InspectionOptions(), steps);
        Pairs pairs = Pair(before, after);
        List<ComparedTensor> tensors = [];
        TensorDifference weights = default;
        foreach ((TensorEntry left, TensorEntry right) in pairs.Same)
        {
            tensors.Add(rules.Judge(left, right, DifferenceScan.Of(left, right, progress)));
            if (tensors[^1].IsWeight)
                weights += tensors[^1].Difference;
        }
        return new CheckpointComparison
        {
            Before = before, After = after, Steps = steps, Tensors = tensors, Weights = weights,
            OnlyBefore = pairs.OnlyBefore, OnlyAfter = pairs.OnlyAfter, Reshaped = pairs.Reshaped,
            Findings = [.. Say(before, after, tensors, rules.Change(null, weights)).OrderByDescending(finding => finding.Severity)],
        };
    }

    private static IEnumerable<CheckpointFinding> Say(
        Checkpoint before, Checkpoint after, List<ComparedTensor> tensors, CheckpointFinding? ofModel)
    {
        if (tensors.Count == 0)
        {
            yield return new CheckpointFinding
            {
                Rule = "nothing_in_common", Severity = Severity.Warning, Value = 0, Sentence = new Sentence("checkpoint.finding.nothing_in_common"),
            };
        }
        if (ofModel is not null)
            yield return ofModel;
        foreach (CheckpointFinding finding in CheckpointInspection.Unsafe(before).Concat(CheckpointInspection.Unsafe(after)).DistinctBy(f => f.Value))
            yield return finding;
        foreach (CheckpointFinding finding in tensors.SelectMany(tensor => tensor.Findings))
            yield return finding;
    }

    private static Pairs Pair(Checkpoint before, Checkpoint after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        Dictionary<string, TensorEntry> right = after.Of(TensorGroup.Model).ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        var pairs = new Pairs([], [], [], []);
        foreach (TensorEntry left in before.Of(TensorGroup.Model))
        {
            if (!right.Remove(left.Name, out TensorEntry? other))
                pairs.OnlyBefore.Add(left);
            else if (left.Shape.SequenceEqual(other.Shape) && left.Type.Part() is null == other.Type.Part() is null)
                pairs.Same.Add((left, other));
            else
                pairs.Reshaped.Add((left, other));
        }
        pairs.OnlyAfter.AddRange(after.Of(TensorGroup.Model).Where(tensor => right.ContainsKey(tensor.Name)));
        return pairs;
    }

    private sealed record Pairs(
        List<(TensorEntry Before, TensorEntry After)> Same, List<(TensorEntry Before, TensorEntry After)> Reshaped,
        List<TensorEntry> OnlyBefore, List<TensorEntry> OnlyAfter);
}
