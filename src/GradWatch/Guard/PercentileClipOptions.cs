namespace GradWatch.Guard;

/// <summary>Clipping at a percentile of the run's own norms (Seetharaman et al. 2020).</summary>
public sealed record PercentileClipOptions
{
    /// <summary>Which percentile of the healthy norms is the limit, above 0 and at most 100. At 90 one healthy step in ten is clipped, a little.</summary>
    public double Percentile { get; init; } = 90;

    /// <summary>Healthy norms that must be known before anything is clipped.</summary>
    public int Warmup { get; init; } = 50;

    /// <summary>The percentile is of so many healthy norms, the newest.</summary>
    public int Window { get; init; } = 256;

    /// <summary>A norm this many times the median is no healthy one. Not tuned; recorded healthy GANs and policy gradients stay under it.</summary>
    public double OutlierRatio { get; init; } = 10;
}
