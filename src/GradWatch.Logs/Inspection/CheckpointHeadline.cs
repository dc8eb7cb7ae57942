using GradWatch.Detectors;
using GradWatch.Logs.Checkpoints;
using GradWatch.Wording;

namespace GradWatch.Logs.Inspection;

/// <summary>The verdict on checkpoints in words: the gravest first, with its numbers and its place.</summary>
public static class CheckpointHeadline
{
    private const int MostNamed = 3;

    /// <summary>The sentences about one checkpoint.</summary>
    public static IReadOnlyList<Sentence> For(CheckpointInspection inspection)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        List<Sentence> sentences = [];
        CheckpointFinding[] broken = Of(inspection.Findings, "non_finite", Severity.Critical);
        CheckpointFinding[] large = Of(inspection.Findings, "weight_magnitude", Severity.Warning);
        if (broken.Length > 0)
        {
            long elements = (long)broken.Sum(finding => finding.Value);
            sentences.Add(new Sentence("checkpoint.verdict.non_finite", broken.Length, inspection.Tensors.Count, elements, Names(broken)));
        }
        if (large.Length > 0)
        {
            CheckpointFinding worst = large.MaxBy(finding => finding.Value)!;
            sentences.Add(new Sentence("checkpoint.verdict.magnitude", Figures.Plain(worst.Reference), Names(large), worst.Value));
        }
        sentences.AddRange(inspection.Findings.Where(finding => finding.Rule == "unsafe_pickle").Select(finding => finding.Sentence));
        if (sentences.Count > 0)
            return sentences;
        return inspection.Weights.Count > 0
            ? [new Sentence("checkpoint.verdict.healthy", inspection.Weights.L2, inspection.Weights.Max)]
            : [new Sentence("checkpoint.verdict.no_weights")];
    }

    /// <summary>The sentences about two checkpoints.</summary>
    public static IReadOnlyList<Sentence> For(CheckpointComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        List<Sentence> sentences = [];
        CheckpointFinding[] broken = Of(comparison.Findings, "non_finite", Severity.Warning);
        CheckpointFinding[] became = [.. broken.Where(finding => finding.Value > finding.Reference)];
        CheckpointFinding[] already = [.. broken.Where(finding => finding.Value <= finding.Reference && finding.Value > 0)];
        if (became.Length > 0)
            sentences.Add(new Sentence("checkpoint.verdict.became", became.Length, comparison.Tensors.Count, Names(became)));
        if (already.Length > 0)
            sentences.Add(new Sentence("checkpoint.verdict.already", already.Length, comparison.Tensors.Count, Names(already)));
        CheckpointFinding[] moved =
        [
            .. comparison.Findings.Where(finding => finding is { Rule: "update_ratio" or "weight_displacement", Tensor: not null })
                .Where(finding => finding.Severity >= Severity.Warning).OrderByDescending(finding => finding.Value),
        ];
        if (moved.Length > 0)
        {
            double line = moved[0].Reference;
            moved = [.. moved.Where(finding => finding.Value > line)];
            sentences.Add(new Sentence(
                "checkpoint.verdict.moved", Figures.Plain(line), moved.Length, comparison.Tensors.Count, Names(moved), moved[0].Value));
        }
        sentences.AddRange(comparison.Findings.Where(f => f.Rule is "unsafe_pickle" or "nothing_in_common").Select(finding => finding.Sentence));
        if (comparison.Weights.Before.Count > 0)
            sentences.Add(Overall(comparison));
        return sentences;
    }

    private static Sentence Overall(CheckpointComparison comparison)
    {
        TensorDifference weights = comparison.Weights;
        if (comparison.Unchanged == comparison.Tensors.Count(tensor => tensor.IsWeight))
            return new Sentence("checkpoint.verdict.unchanged");
        return new Sentence("checkpoint.verdict.overall", weights.Ratio, weights.L2, weights.Before.L2);
    }

    private static CheckpointFinding[] Of(IReadOnlyList<CheckpointFinding> findings, string rule, Severity least) =>
        [.. findings.Where(finding => finding.Rule == rule && finding.Severity >= least)];

    private static string Names(CheckpointFinding[] findings) =>
        string.Join(", ", findings.Take(MostNamed).Select(finding => TensorNames.Printable(finding.Tensor!)))
        + (findings.Length > MostNamed ? ", …" : "");
}
