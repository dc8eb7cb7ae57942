namespace GradWatch.Cli.Backtest.Rules;

/// <summary>How a condition compares. NaN is neither above nor below anything.</summary>
internal enum Comparison
{
    /// <summary>Greater than the limit; +Inf is.</summary>
    Above,
    /// <summary>Less than the limit; -Inf is.</summary>
    Below,
    /// <summary>NaN or infinite.</summary>
    NotFinite,
}
