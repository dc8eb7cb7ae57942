using GradWatch.Diagnosis.Origins;
using GradWatch.Guard;
using GradWatch.Observations;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Hosting;

/// <summary>What a writer hands to a run at once: it becomes durable and is seen by the detectors as a whole, or not at all.</summary>
public sealed record RunBatch
{
    /// <summary>The series that <see cref="Rows"/> name by their place in this list.</summary>
    public required IReadOnlyList<Series> Series { get; init; }

    /// <summary>The rows; may be empty. They belong to the host until the call returns.</summary>
    public required StepRows Rows { get; init; }

    /// <summary>The writer's own name for itself, one for each process that sends; null for one that does not count its batches.</summary>
    public string? Writer { get; init; }

    /// <summary>The number of this batch. One at or below the last taken is a repetition: it is acknowledged and not taken again.</summary>
    public long Sequence { get; init; }

    /// <summary>The number it follows; one less than <see cref="Sequence"/> unless given. Above the last taken it is a gap: <see cref="SequenceGapException"/>.</summary>
    public long? Follows { get; init; }

    /// <summary>What the run has become; null leaves it running (and sets a run that had ended running again when there are rows).</summary>
    public RunStatus? Status { get; init; }

    /// <summary>What a guard did.</summary>
    public IReadOnlyList<GuardAction> Actions { get; init; } = [];

    /// <summary>Where values that are not finite came from.</summary>
    public IReadOnlyList<NonFiniteOrigin> Origins { get; init; } = [];

    /// <summary>Observations that the writer had to drop before this batch.</summary>
    public long Lost { get; init; }
}
