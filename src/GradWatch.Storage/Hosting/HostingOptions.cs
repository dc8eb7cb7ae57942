namespace GradWatch.Storage.Hosting;

/// <summary>Limits of the runs that a process hosts.</summary>
public sealed record HostingOptions
{
    /// <summary>Series a run at most; a large model has some 300 tensors with 8 statistics each. More are refused, counted and told. Not tuned.</summary>
    public int SeriesLimit { get; init; } = 20_000;

    /// <summary>Bytes that the detectors of all runs may take in memory before those longest unused sleep. Not tuned.</summary>
    public long AwakeBytes { get; init; } = 1L << 30;

    /// <summary>A run sleeps when nothing came for so long. Not tuned.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often the store is asked for runs that another process writes; zero for a process that is alone.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromSeconds(1);
}
