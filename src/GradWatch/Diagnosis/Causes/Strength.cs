namespace GradWatch.Diagnosis.Causes;

/// <summary>How much a piece of evidence moves the odds: natural logarithms of likelihood ratios.</summary>
internal static class Strength
{
    /// <summary>Odds 1.6 to 1: a hint.</summary>
    internal const double Hint = 0.5;

    /// <summary>Odds 2.7 to 1.</summary>
    internal const double Weak = 1;

    /// <summary>Odds 7.4 to 1.</summary>
    internal const double Moderate = 2;

    /// <summary>Odds 20 to 1.</summary>
    internal const double Strong = 3;

    /// <summary>Odds 90 to 1: as good as settled.</summary>
    internal const double Decisive = 4.5;

    /// <summary>Odds 1100 to 1: what it contradicts cannot be the cause.</summary>
    internal const double Excluding = 7;

    /// <summary>A strength that grows with a number of decades, up to a bound.</summary>
    internal static double Of(double decades, double perDecade, double most) =>
        double.IsNaN(decades) ? 0 : Math.Clamp(decades * perDecade, 0, most);
}
