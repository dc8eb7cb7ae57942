namespace GradWatch.Guard;

/// <summary>Skipping of steps whose loss or gradient is not finite.</summary>
public sealed record SkipOptions
{
    /// <summary>So many steps in a row are skipped; after them the run is rolled back where that is on, else asked to stop. Not tuned.</summary>
    public int MaxInARow { get; init; } = 10;
}
