namespace GradWatch.Detectors.Losses;

/// <summary>Limits of <see cref="LossDivergenceDetector"/>.</summary>
public sealed record LossDivergenceOptions
{
    /// <summary>Times its start at which a lasting loss warns. Measured: the losses of a healthy GAN reach 2.2.</summary>
    public double WarningTimesStart { get; init; } = 2.5;

    /// <summary>Times its start at which a lasting loss is critical.</summary>
    public double CriticalTimesStart { get; init; } = 10;

    /// <summary>Times by which a loss must have fallen before there is something to lose. Measured: a healthy GAN's swings by 1.7.</summary>
    public double LeastFall { get; init; } = 2;

    /// <summary>Share of that fall (of its logarithm) which a lasting rise must undo.</summary>
    public double ShareLost { get; init; } = 0.7;

    /// <summary>Such a rise must also be this many times the largest that the run had survived before: some losses wander.</summary>
    public double TimesEarlierRise { get; init; } = 3;

    /// <summary>A rise above the start must be this many times what the run had survived before, to warn.</summary>
    public double TimesWandered { get; init; } = 2;

    /// <summary>A rise must also exceed this many quartile deviations of log(loss): a noisy loss wanders.</summary>
    public double Spreads { get; init; } = 8;

    /// <summary>Observations in a row above <see cref="CriticalTimesStart"/> that are critical: a burst that training survives is shorter.</summary>
    /// <remarks>Above its square <see cref="LastingEarly"/> are enough.</remarks>
    public int LastingFar { get; init; } = 10;

    /// <summary>Observations in a row above <see cref="CriticalTimesStart"/> that warn.</summary>
    public int LastingEarly { get; init; } = 2;

    /// <summary>Observations in a row before anything less is said.</summary>
    public int Lasting { get; init; } = 5;

    /// <summary>Times its start that the last loss before a 0 must have been for that 0 to be an overflow.</summary>
    public double HugeTimesStart { get; init; } = 100;

    /// <summary>Losses of exactly 0 in a row that say so.</summary>
    public int LastingZero { get; init; } = 3;
}
