namespace GradWatch.Detectors.Weights;

/// <summary>Limits of <see cref="WeightMagnitudeDetector"/>.</summary>
public sealed record WeightMagnitudeOptions
{
    /// <summary>Times its start at which ‖w‖ warns. Founding document: orders of magnitude.</summary>
    public double WarningTimes { get; init; } = 10;

    /// <summary>Times its start at which ‖w‖ is critical. Founding document.</summary>
    public double CriticalTimes { get; init; } = 100;

    /// <summary>max |w| that informs. Founding document: orders of magnitude above 1.</summary>
    public double InfoMax { get; init; } = 10;

    /// <summary>max |w| that warns. Founding document.</summary>
    public double WarningMax { get; init; } = 100;

    /// <summary>‖w‖ at the start below which its growth says nothing: weights that start near zero.</summary>
    public double NearZero { get; init; } = 1e-3;
}
