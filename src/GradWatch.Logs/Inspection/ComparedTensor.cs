using GradWatch.Detectors;
using GradWatch.Logs.Checkpoints;

namespace GradWatch.Logs.Inspection;

/// <summary>One tensor that stands in both checkpoints, in the same shape.</summary>
public sealed record ComparedTensor
{
    /// <summary>The tensor before.</summary>
    public required TensorEntry Before { get; init; }

    /// <summary>The tensor after.</summary>
    public required TensorEntry After { get; init; }

    /// <summary>How they differ.</summary>
    public required TensorDifference Difference { get; init; }

    /// <summary>True when it is learned; buffers, masks and integers are shown and not judged by their change.</summary>
    public required bool IsWeight { get; init; }

    /// <summary>What is said of it.</summary>
    public IReadOnlyList<CheckpointFinding> Findings { get; init; } = [];

    /// <summary>The worst of its findings; null when there are none.</summary>
    public Severity? Worst => CheckpointFinding.Worst(Findings);
}
