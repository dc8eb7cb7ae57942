namespace GradWatch.Cli.Backtest.Rules;

/// <summary>What the number of a condition multiplies; each of earlier finite values only.</summary>
internal enum Reference
{
    /// <summary>Nothing: the number is the limit.</summary>
    None,
    /// <summary>The median of the last 64.</summary>
    Median,
    /// <summary>The first.</summary>
    First,
    /// <summary>The lowest so far.</summary>
    Lowest,
}
