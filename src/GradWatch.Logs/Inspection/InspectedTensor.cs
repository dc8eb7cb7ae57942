using GradWatch.Detectors;
using GradWatch.Logs.Checkpoints;
using GradWatch.Statistics;

namespace GradWatch.Logs.Inspection;

/// <summary>One tensor with what one pass over it tells.</summary>
public sealed record InspectedTensor
{
    /// <summary>The tensor.</summary>
    public required TensorEntry Entry { get; init; }

    /// <summary>Its statistics.</summary>
    public required TensorStatistics Statistics { get; init; }

    /// <summary>True when it is learned; buffers, masks and integers are shown and not judged.</summary>
    public required bool IsWeight { get; init; }

    /// <summary>Beside He's and Xavier's rules; null where they do not apply.</summary>
    public Initialization? Initialization { get; init; }

    /// <summary>What is said of it.</summary>
    public IReadOnlyList<CheckpointFinding> Findings { get; init; } = [];

    /// <summary>The worst of its findings; null when there are none.</summary>
    public Severity? Worst => CheckpointFinding.Worst(Findings);
}
