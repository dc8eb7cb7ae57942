namespace GradWatch.Logs.Mapping;

/// <summary>Where a row of text says that it is. NaN stands for what it does not say.</summary>
/// <param name="Step">The count of steps, over the run or within the epoch.</param>
/// <param name="Of">The number that the count runs up to.</param>
/// <param name="Epoch">The epoch.</param>
internal readonly record struct RowPosition(double Step, double Of, double Epoch)
{
    // Beyond this a number is one of samples, tokens or milliseconds since 1970.
    private const double LargestStep = 1e12;

    internal static RowPosition Unknown => new(double.NaN, double.NaN, double.NaN);

    internal bool HasStep => Math.Abs(Step) < LargestStep;

    /// <summary>True when the count has run up: such a row stands for an epoch.</summary>
    internal bool IsComplete => Step == Of;
}
