namespace GradWatch.TorchSharp.Rates;

/// <summary>One step of a range test.</summary>
/// <param name="Rate">Learning rate of the step, of the first group.</param>
/// <param name="Loss">Loss before the step.</param>
/// <param name="Smoothed">The loss smoothed over the steps so far.</param>
/// <param name="UpdateRatio">‖Δw‖/‖w‖ of the step over all parameters; NaN where the step was not taken.</param>
public readonly record struct LearningRatePoint(double Rate, double Loss, double Smoothed, double UpdateRatio);
