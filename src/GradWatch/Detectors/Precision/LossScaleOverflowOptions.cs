namespace GradWatch.Detectors.Precision;

/// <summary>Limits of <see cref="LossScaleOverflowDetector"/>.</summary>
public sealed record LossScaleOverflowOptions
{
    /// <summary>Times in a row that the scale is lowered before it counts as a collapse: 2^12 on one way down.</summary>
    public int Collapse { get; init; } = 12;
}
