namespace GradWatch.Detectors.Losses;

/// <summary>Limits of <see cref="LossDivergenceDetector"/>.</summary>
public sealed record LossDivergenceOptions
{
    /// <summary>Times its start at which a lasting loss warns. Measured: the losses of a healthy GAN reach 2.2.</summary>
    public double WarningTimesStart { get; init; } = 2.5;

    /// <summary>Times its start at which a lasting loss is critical.</summary>
    public double CriticalTimesStart { get; init; } = 10;

    /// <summary>Times its best level at which a loss that is back at its start warns: what was learnt is lost.</summary>
    public double TimesBest { get; init; } = 10;

    /// <summary>A rise must also exceed this many quartile deviations of log(loss): a noisy loss wanders.</summary>
    public double Spreads { get; init; } = 8;

    /// <summary>Observations in a row above <see cref="CriticalTimesStart"/> that are critical.</summary>
    public int LastingFar { get; init; } = 2;

    /// <summary>Observations in a row before it is said.</summary>
    public int Lasting { get; init; } = 5;
}
