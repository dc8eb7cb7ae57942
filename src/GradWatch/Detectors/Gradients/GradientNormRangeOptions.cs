namespace GradWatch.Detectors.Gradients;

/// <summary>Limits of <see cref="GradientNormRangeDetector"/>.</summary>
public sealed record GradientNormRangeOptions
{
    /// <summary>Lower end of the usual range of ‖g‖₂. Founding document.</summary>
    public double UsualLow { get; init; } = 1e-2;

    /// <summary>Upper end of the usual range of ‖g‖₂. Founding document.</summary>
    public double UsualHigh { get; init; } = 1e1;

    /// <summary>‖g‖₂ above which to check. Founding document.</summary>
    public double Check { get; init; } = 1e2;

    /// <summary>‖g‖₂ that warns in the first steps when another sign agrees. Founding document: 10³ is orders of magnitude above normal.</summary>
    public double FarAbove { get; init; } = 1e3;

    /// <summary>‖g‖₂ that is critical in the first steps when it lasts and clipping or the update agrees: four orders above usual.</summary>
    public double Beyond { get; init; } = 1e5;

    /// <summary>‖g‖₂ that no scale of a healthy run explains: its square is half-way to the largest float.</summary>
    public double Absurd { get; init; } = 1e10;

    /// <summary>Loss that agrees with a norm above <see cref="Beyond"/>: of a standardised target it is a hundred deviations off.</summary>
    public double FarLoss { get; init; } = 1e4;

    /// <summary>Times its best level at which a rising loss agrees that the norm is too high.</summary>
    public double TimesBestLoss { get; init; } = 1.3;

    /// <summary>Observations that count as the first ones: no history yet.</summary>
    public int FirstObservations { get; init; } = 20;

    /// <summary>Observations in a row above <see cref="Check"/> that warn. Measured: healthy He-initialized runs have up to 4.</summary>
    public int Lasting { get; init; } = 6;

    /// <summary>Observations in a row that are critical above <see cref="Beyond"/> or <see cref="Absurd"/>.</summary>
    public int LastingBeyond { get; init; } = 3;
}
