using GradWatch.Detectors;
using GradWatch.Wording;

namespace GradWatch.Logs.Inspection;

/// <summary>What one checkpoint, or two of them, say about one tensor or the whole model.</summary>
public sealed record CheckpointFinding
{
    /// <summary>The rule, e.g. <c>non_finite</c> or <c>update_ratio</c>; docs/checkpoints.md lists them.</summary>
    public required string Rule { get; init; }

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The tensor; null for the model or the file.</summary>
    public string? Tensor { get; init; }

    /// <summary>The finding as one sentence.</summary>
    public required Sentence Sentence { get; init; }

    /// <summary>The number found; NaN where there is none.</summary>
    public double Value { get; init; } = double.NaN;

    /// <summary>What it is compared with; NaN where there is nothing.</summary>
    public double Reference { get; init; } = double.NaN;

    /// <summary>The worst severity of some findings; null when there are none.</summary>
    public static Severity? Worst(IEnumerable<CheckpointFinding> findings) =>
        findings.Select(finding => (Severity?)finding.Severity).DefaultIfEmpty(null).Max();

    /// <summary>The verdict's word in data: <c>critical</c>, <c>warning</c> or <c>healthy</c>.</summary>
    public static string Verdict(Severity? worst) => worst switch
    {
        Severity.Critical => "critical",
        Severity.Warning => "warning",
        _ => "healthy",
    };
}
