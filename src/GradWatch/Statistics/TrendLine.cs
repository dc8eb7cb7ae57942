namespace GradWatch.Statistics;

/// <summary>A straight line fitted through points.</summary>
/// <param name="Slope">Change of the value a step.</param>
/// <param name="Start">The line's value at its first point.</param>
/// <param name="End">The line's value at its last point.</param>
/// <param name="Significance">The slope over its standard error (Student's t, independent noise assumed).</param>
/// <param name="FirstStep">The step of the first point.</param>
/// <param name="Early">The mean of the first eighth of the points: of a curve that bends upwards the line begins lower than they do.</param>
public readonly record struct TrendLine(double Slope, double Start, double End, double Significance, long FirstStep, double Early);
