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

    /// <summary>‖g‖₂ that warns at once while there is no history. Founding document: 10³ is orders of magnitude above normal.</summary>
    public double FarAbove { get; init; } = 1e3;

    /// <summary>‖g‖₂ that is critical when it lasts from the first steps: four orders above <see cref="UsualHigh"/>.</summary>
    public double Beyond { get; init; } = 1e5;

    /// <summary>Observations that count as the first ones: no history yet. Measured: healthy runs fall below 1e2 within 2.</summary>
    public int FirstObservations { get; init; } = 10;

    /// <summary>First observations in a row above <see cref="Check"/> that warn. Measured: healthy He-initialized runs have up to 4.</summary>
    public int Lasting { get; init; } = 6;

    /// <summary>First observations in a row that are critical above <see cref="Beyond"/>.</summary>
    public int LastingBeyond { get; init; } = 3;
}
