namespace GradWatch.Statistics;

/// <summary>When a line that rises reaches a level, and between which steps that is to be expected.</summary>
/// <param name="Step">The step at which the line itself reaches it.</param>
/// <param name="Low">The lower end of the interval.</param>
/// <param name="High">The upper end; infinite where the noise leaves open whether it rises at all.</param>
public readonly record struct Forecast(double Step, double Low, double High)
{
    /// <summary>True where the level is the end of half precision.</summary>
    public bool Half { get; init; }
}
