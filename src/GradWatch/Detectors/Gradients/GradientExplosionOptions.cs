namespace GradWatch.Detectors.Gradients;

/// <summary>Limits of <see cref="GradientExplosionDetector"/>.</summary>
public sealed record GradientExplosionOptions
{
    /// <summary>Decades above the running median that warn. Founding document: "several orders".</summary>
    public double WarningDecades { get; init; } = 2;

    /// <summary>Decades above the running median that are critical when they last. Founding document: 10³, 10⁴.</summary>
    public double CriticalDecades { get; init; } = 3;

    /// <summary>Finite norms before the run has a median of its own.</summary>
    public int History { get; init; } = 4;

    /// <summary>Decades that warn on two norms of history already; while the loss rises, <see cref="WarningDecades"/> are enough.</summary>
    public double WithoutHistoryDecades { get; init; } = 3.5;

    /// <summary>Probability a step, under the run's own history, below which one such norm alone warns.</summary>
    public double Probability { get; init; } = 2e-6;

    /// <summary>Observations in a row that make it critical: a single one may be a bad batch that training survives.</summary>
    public int Lasting { get; init; } = 2;
}
