using GradWatch.Detectors.Weights;

namespace GradWatch.Logs.Inspection;

/// <summary>Limits of what is said about checkpoints.</summary>
public sealed record InspectionOptions
{
    /// <summary>Lines of max |w|, the same as during training.</summary>
    public WeightMagnitudeOptions Magnitude { get; init; } = new();

    /// <summary>Lines of ‖Δw‖/‖w‖, the same as during training.</summary>
    public UpdateRatioOptions Ratio { get; init; } = new();

    /// <summary>Lines of ‖Δw‖/‖w₀‖, the same as during training.</summary>
    public WeightDisplacementOptions Displacement { get; init; } = new();

    /// <summary>Times above or below the nearer of He and Xavier at which a standard deviation informs. Not tuned.</summary>
    public double InitializationTimes { get; init; } = 10;
}
