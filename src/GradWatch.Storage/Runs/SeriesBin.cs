namespace GradWatch.Storage.Runs;

/// <summary>Consecutive observations of one series, folded for a screen: no extreme and no NaN is lost.</summary>
/// <remarks><c>Min</c>, <c>Max</c> and <c>Mean</c> are over the finite values, NaN when there is none.</remarks>
public readonly record struct SeriesBin
{
    /// <summary>The lowest step.</summary>
    public required long FirstStep { get; init; }
    /// <summary>The highest step.</summary>
    public required long LastStep { get; init; }
    /// <summary>The smallest finite value.</summary>
    public required double Min { get; init; }
    /// <summary>The largest finite value.</summary>
    public required double Max { get; init; }
    /// <summary>The mean of the finite values.</summary>
    public required double Mean { get; init; }
    /// <summary>The last value in the order of arrival, finite or not.</summary>
    public required double Last { get; init; }
    /// <summary>Observations.</summary>
    public required long Count { get; init; }
    /// <summary>How many are NaN.</summary>
    public long NaN { get; init; }
    /// <summary>How many are +Inf.</summary>
    public long PositiveInfinity { get; init; }
    /// <summary>How many are −Inf.</summary>
    public long NegativeInfinity { get; init; }
}
