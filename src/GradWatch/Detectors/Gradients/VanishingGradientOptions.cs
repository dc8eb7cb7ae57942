namespace GradWatch.Detectors.Gradients;

/// <summary>Limits of <see cref="VanishingGradientDetector"/>.</summary>
public sealed record VanishingGradientOptions
{
    /// <summary>Norm of the whole gradient below which nothing is learnt any more. Mean |g| below 1e-7 warns in the design.</summary>
    public double Vanished { get; init; } = 1e-7;

    /// <summary>A tensor's norm below this share of the largest tensor's gets no gradient worth the name.</summary>
    public double Share { get; init; } = 1e-6;

    /// <summary>Observations in a row before it is said.</summary>
    public int Lasting { get; init; } = 20;
}
