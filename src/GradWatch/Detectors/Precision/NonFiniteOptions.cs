namespace GradWatch.Detectors.Precision;

/// <summary>Limits of <see cref="NonFiniteDetector"/>.</summary>
public sealed record NonFiniteOptions
{
    /// <summary>Steps in a row with a gradient that is not finite that are critical: the weights no longer move, or are gone.</summary>
    public int LastingGradient { get; init; } = 3;

    /// <summary>The same under dynamic loss scaling, which skips such steps by design while it looks for its scale.</summary>
    public int LastingGradientScaled { get; init; } = 20;

    /// <summary>Losses that are not finite, with finite ones between them, that are critical: it comes back.</summary>
    public int Recurring { get; init; } = 3;

    /// <summary>Finite losses after which the next one that is not is an incident of its own.</summary>
    public int Recovered { get; init; } = 50;
}
