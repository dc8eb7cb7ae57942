namespace GradWatch.Storage.Recording;

/// <summary>How a recorder hands over what it was given.</summary>
public sealed record RecordingOptions
{
    /// <summary>How often what was given is written. Not tuned: a screen is told at most four times a second.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Observations kept while the store cannot be written; more are dropped and counted. 12 bytes each, and about an hour of a small model.</summary>
    public int Capacity { get; init; } = 4_000_000;

    /// <summary>The first wait after a write that failed; it doubles up to <see cref="LongestWait"/>.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait between two attempts.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the end of a recording waits for what is left to be written.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(5);
}
