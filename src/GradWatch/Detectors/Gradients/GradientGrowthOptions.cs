namespace GradWatch.Detectors.Gradients;

/// <summary>Limits of <see cref="GradientGrowthDetector"/>.</summary>
public sealed record GradientGrowthOptions
{
    /// <summary>Slope over its standard error that makes a growth significant; high, because neighbouring steps are alike.</summary>
    public double Significance { get; init; } = 10;

    /// <summary>Least growth a step: slower, and a norm that rises as training sharpens looks the same.</summary>
    public double LeastRate { get; init; } = 0.002;

    /// <summary>Decades gained that warn when the loss stands <see cref="TimesBestLoss"/> times above its best as well.</summary>
    public double EarlyDecades { get; init; } = 0.6;

    /// <summary>Times its best level at which a rising loss makes an early growth an alarm. Measured: a healthy GAN's reach 1.9.</summary>
    public double TimesBestLoss { get; init; } = 2.5;

    /// <summary>Decades above all earlier norms that warn where no loss is known, or where the run had settled and the loss is not falling.</summary>
    public double NewDecades { get; init; } = 0.8;

    /// <summary>Norms before a growth after which the run had settled. Measured: the norm of a healthy GAN grows by a decade from its start on.</summary>
    public int SettledNorms { get; init; } = 100;

    /// <summary>Decades gained that inform.</summary>
    public double LeastDecades { get; init; } = 1;

    /// <summary>Decades gained that warn whatever the loss does.</summary>
    public double WarningDecades { get; init; } = 2;

    /// <summary>Decades gained that are critical. Founding document: 10³.</summary>
    public double CriticalDecades { get; init; } = 3;

    /// <summary>Times the highest level that the run had before (means of eight norms) from which on a growth is more than one it knows.</summary>
    public double TimesBefore { get; init; } = 2;

    /// <summary>The norm above which a growth of one decade warns: the upper end of the usual range. Founding document.</summary>
    public double UsualHigh { get; init; } = 1e1;

    /// <summary>The largest value that the forecast runs to: of a float.</summary>
    public double Overflow { get; init; } = float.MaxValue;

    /// <summary>The same where the run is in half precision, told by a loss scale: the largest finite value of it.</summary>
    public double HalfOverflow { get; init; } = 65504;

    /// <summary>Standard errors to each side of a forecast. Measured on generated growth: the interval then holds the overflow four
    /// times in five, at the first alarm and as the report tells it (docs/quality.md).</summary>
    public double ForecastErrors { get; init; } = 1.4;

    /// <summary>Share by which a growth is taken to change on its way, beside the noise of its rows. Measured: less, and noise that
    /// wanders slowly is not held.</summary>
    public double Uneven { get; init; } = 0.004;
}
