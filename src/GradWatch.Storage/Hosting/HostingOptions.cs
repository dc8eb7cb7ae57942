namespace GradWatch.Storage.Hosting;

/// <summary>Limits of the runs that a process hosts.</summary>
public sealed record HostingOptions
{
    /// <summary>Series a run at most; a large model has some 300 tensors with 8 statistics each. More are refused, counted and told. Not tuned.</summary>
    public int SeriesLimit { get; init; } = 20_000;

    /// <summary>Runs whose detectors stay in memory; those longest unused sleep first. Not tuned.</summary>
    public int AwakeLimit { get; init; } = 500;

    /// <summary>A run sleeps when nothing came for so long. Not tuned.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(10);
}
