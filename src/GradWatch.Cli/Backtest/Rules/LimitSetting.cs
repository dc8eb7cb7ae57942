namespace GradWatch.Cli.Backtest.Rules;

/// <summary>A limit moved to another value.</summary>
internal sealed record LimitSetting(DetectorLimit Limit, double Value);
