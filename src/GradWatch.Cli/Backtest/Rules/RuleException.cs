namespace GradWatch.Cli.Backtest.Rules;

/// <summary>A rule that cannot be read.</summary>
/// <param name="at">The character, counted from 1.</param>
/// <param name="message">What stands there, and what could.</param>
internal sealed class RuleException(int at, string message) : FormatException(message)
{
    internal int At => at;
}
