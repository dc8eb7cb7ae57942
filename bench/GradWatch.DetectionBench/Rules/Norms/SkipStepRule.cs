using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules.Norms;

/// <summary>OLMo-core SkipStep (and MaxText's): a step counts only where loss and norm are within six deviations of their mean of 128, from 64 on.</summary>
/// <remarks>A NaN compares as false, so its step is skipped; it enters the window, and with it every step of the next 128 is.</remarks>
internal sealed class SkipStepRule(string name = "OLMo SkipStep 6σ", double leastDeviation = 0) : Rule(name)
{
    private const int Window = 128;
    private const int Least = 64;
    private const double Sigmas = 6;

    /// <summary>Levanter's copy, which keeps the deviation above 1e-6.</summary>
    internal static SkipStepRule Levanter { get; } = new("Levanter SkipStep 6σ", 1e-6);

    internal override Func<Row, bool> Begin() => OnBoth(OfOne(), OfOne());

    private Func<double, bool> OfOne()
    {
        RecentValues window = new(Window);
        return value =>
        {
            bool isTaken = window.Count < Least || value - window.Mean <= Sigmas * Math.Max(leastDeviation, window.Deviation(ofSample: true));
            window.Add(value);
            return !isTaken;
        };
    }
}
