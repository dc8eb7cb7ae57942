using System.Reflection;
using System.Text.RegularExpressions;

namespace GradWatch.Cli.Backtest.Rules;

/// <summary>One limit of one detector, as a rule names it: <c>update_ratio.alarm</c>.</summary>
internal sealed partial record DetectorLimit(string Detector, PropertyInfo Property, double Default)
{
    /// <summary>The most that a count of observations may be: more than any run has.</summary>
    internal const int MostObservations = 1_000_000_000;

    /// <summary>The name within its detector, e.g. <c>alarm</c>.</summary>
    internal string Name { get; } = Capital().Replace(Property.Name, "_$1").ToLowerInvariant();

    internal string Id => $"{Detector}.{Name}";

    /// <summary>A count of observations or steps.</summary>
    internal bool IsWhole => Property.PropertyType == typeof(int);

    /// <summary>A probability, or a share of something: between 0 and 1.</summary>
    internal bool IsShare => Property.Name.EndsWith("Probability", StringComparison.Ordinal) || Property.Name.StartsWith("Share", StringComparison.Ordinal);

    /// <summary>Whether a limit may have this value at all; what it would be good for is what a backtest tells.</summary>
    internal bool Admits(double value) => IsWhole ? value >= 1 && value <= MostObservations && value == Math.Floor(value)
        : IsShare ? value is > 0 and < 1
        : double.IsFinite(value) && value > 0;

    internal void Set(object options, double value) => Property.SetValue(options, IsWhole ? (object)(int)value : value);

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex Capital();
}
