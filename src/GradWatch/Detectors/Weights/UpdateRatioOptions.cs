namespace GradWatch.Detectors.Weights;

/// <summary>Limits of <see cref="UpdateRatioDetector"/>.</summary>
public sealed record UpdateRatioOptions
{
    /// <summary>‖Δw‖/‖w‖ of a step that is too large. Founding document.</summary>
    public double Alarm { get; init; } = 0.1;

    /// <summary>‖Δw‖/‖w‖ to look at when it lasts. Founding document.</summary>
    public double Caution { get; init; } = 0.01;

    /// <summary>‖Δw‖/‖w‖ that replaces the weights: critical unless the loss comes down after it.</summary>
    public double Replaces { get; init; } = 1;

    /// <summary>‖Δw‖/‖w‖ that is critical at once. Measured: gradient descent that converges just below its limit reaches 4.8.</summary>
    public double ReplacesFar { get; init; } = 10;

    /// <summary>‖Δw‖/‖w‖ that warns at once. Measured: the first steps of healthy AdaGrad and RMSprop runs reach 0.17.</summary>
    public double AtOnce { get; init; } = 0.25;

    /// <summary>Steps in a row above <see cref="Alarm"/> that warn: adaptive optimizers take one or two such first steps.</summary>
    public int Lasting { get; init; } = 3;

    /// <summary>Steps in a row above <see cref="Alarm"/> that are critical, unless they halve the loss.</summary>
    public int LastingLong { get; init; } = 10;

    /// <summary>‖w‖ of the first step below which the weights start at zero (an infinite first ratio says so too).</summary>
    public double NearZero { get; init; } = 1e-3;

    /// <summary>Steps within which weights that start at zero must have found their size.</summary>
    public int FromZeroSteps { get; init; } = 50;

    /// <summary>Steps in a row above <see cref="Caution"/> that inform.</summary>
    public int LastingCaution { get; init; } = 50;
}
