namespace GradWatch.Storage;

/// <summary>A run is not what its writer believes: somebody else wrote to it, or deleted it. Read it again before writing.</summary>
public sealed class StaleRunException(string run, long believed, long? actual)
    : InvalidOperationException(actual is null ? $"run {run} is not in the store" : $"run {run} has {actual} rows, not {believed}")
{
    /// <summary>The run.</summary>
    public string Run { get; } = run;

    /// <summary>The rows it has; null when it is gone.</summary>
    public long? ActualRows { get; } = actual;
}
