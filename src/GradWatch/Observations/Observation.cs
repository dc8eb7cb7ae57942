namespace GradWatch.Observations;

/// <summary>One number, measured at one step of training.</summary>
/// <param name="Step">The optimizer step, counted from zero, as the training loop counts it.</param>
/// <param name="Series">What was measured, and on which tensor.</param>
/// <param name="Value">The measurement. May be NaN or infinite: that is often the point.</param>
public readonly record struct Observation(long Step, Series Series, double Value);
