using GradWatch.Detectors;

namespace GradWatch.Guard;

/// <summary>Returning to an earlier state of model and optimizer when training breaks. Defaults are not tuned.</summary>
public sealed record RollBackOptions
{
    /// <summary>The severity of a finding that rolls back. A loss or gradient that is not finite does so anyway, unless such steps are skipped.</summary>
    public Severity Severity { get; init; } = Severity.Critical;

    /// <summary>Steps between snapshots.</summary>
    public int Spacing { get; init; } = 50;

    /// <summary>Snapshots that are kept, each as large as model and optimizer state: together they reach back Spacing · Capacity steps.</summary>
    public int Capacity { get; init; } = 3;

    /// <summary>Rollbacks after which the loop is asked to stop.</summary>
    public int Most { get; init; } = 3;

    /// <summary>Steps after a rollback in which there was no other: it and all before it are forgiven then.</summary>
    public int Forgiven { get; init; } = 1000;

    /// <summary>From the second rollback on (of those not forgiven) the learning rate is multiplied with this; 1: it is left alone.</summary>
    public double LearningRateFactor { get; init; } = 0.5;

    /// <summary>Whether torch's random numbers return too: the same dropout masks and the same data, where they are drawn from there.</summary>
    public bool RestoreRandomState { get; init; } = true;

    /// <summary>Where snapshots are kept as files instead of in memory; null: in memory. The folder is made when it is missing.</summary>
    public string? Folder { get; init; }
}
