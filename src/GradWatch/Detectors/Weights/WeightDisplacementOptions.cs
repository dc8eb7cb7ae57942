namespace GradWatch.Detectors.Weights;

/// <summary>Limits of <see cref="WeightDisplacementDetector"/>.</summary>
public sealed record WeightDisplacementOptions
{
    /// <summary>‖Δw‖ of one step over ‖w₀‖ that is critical unless the loss comes down after it. Founding document.</summary>
    public double Limit { get; init; } = 1;

    /// <summary>‖Δw‖ of one step over ‖w₀‖ that is critical at once. Measured: see <see cref="UpdateRatioOptions.ReplacesFar"/>.</summary>
    public double LimitFar { get; init; } = 10;

    /// <summary>‖w₀‖ below which it says nothing: weights that start near zero.</summary>
    public double NearZero { get; init; } = 1e-3;
}
