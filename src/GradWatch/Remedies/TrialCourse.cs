using GradWatch.Detectors;

namespace GradWatch.Remedies;

/// <summary>How a short re-run went.</summary>
public sealed record TrialCourse
{
    /// <summary>Optimizer steps taken: fewer than asked for where the loss was lost.</summary>
    public required long Steps { get; init; }

    /// <summary>The loss at the first step of the re-run; may be non-finite.</summary>
    public required double FirstLoss { get; init; }

    /// <summary>The loss at its last step; may be non-finite.</summary>
    public required double LastLoss { get; init; }

    /// <summary>The largest finite gradient norm before clipping; NaN when there was none.</summary>
    public required double LargestNorm { get; init; }

    /// <summary>The gravest episode; null when there was none.</summary>
    public required Severity? Worst { get; init; }

    /// <summary>Nothing graver than a note, and the loss is a number.</summary>
    public bool IsStable => double.IsFinite(LastLoss) && !(Worst >= Severity.Warning);
}
