namespace GradWatch.TorchSharp.Rates;

/// <summary>How <see cref="LearningRateFinder"/> raises the rate and where it ends.</summary>
public sealed record LearningRateFinderOptions
{
    /// <summary>Rate of the first step.</summary>
    public double Lowest { get; init; } = 1e-7;

    /// <summary>Rate of the last step, unless training diverges before.</summary>
    public double Highest { get; init; } = 10;

    /// <summary>Steps between them, each the same factor above the one before.</summary>
    public int Steps { get; init; } = 100;

    /// <summary>Share of the past in the smoothed loss.</summary>
    public double Smoothing { get; init; } = 0.8;

    /// <summary>Smoothed loss over its best at which training diverges. 4, as fastai has it. A best under a tenth of the first loss counts
    /// as that tenth.</summary>
    public double DivergenceTimes { get; init; } = 4;

    /// <summary>‖Δw‖/‖w‖ of a step that is too large: the line of the founding document, two steps in a row.</summary>
    public double UpdateRatio { get; init; } = 0.1;

    /// <summary>How far under the limit the suggested rate stays at least.</summary>
    public double Margin { get; init; } = 10;
}
