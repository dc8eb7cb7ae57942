using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules;

/// <summary>OLMo-core skip step: loss or norm above its mean by six deviations, over 128 steps, from 64 on.</summary>
/// <remarks>A NaN enters the window; every comparison with it is false, so the rule sleeps until it has left.</remarks>
internal sealed class OlmoRule : IRule
{
    private const int Window = 128;
    private const int Least = 64;
    private const double Sigmas = 6;

    public string Name => "OLMo 6σ";

    public Func<Row, bool> Begin() => Rule.OnBoth(OfOne(), OfOne());

    private static Func<double, bool> OfOne()
    {
        double[] window = new double[Window];
        int count = 0;
        return value =>
        {
            bool alarms = count >= Least && Exceeds(window.AsSpan(0, Math.Min(count, Window)), value);
            window[count++ % Window] = value;
            return alarms;
        };
    }

    private static bool Exceeds(ReadOnlySpan<double> window, double value)
    {
        double sum = 0, squares = 0;
        foreach (double x in window)
            sum += x;
        double mean = sum / window.Length;
        foreach (double x in window)
            squares += (x - mean) * (x - mean);
        return value - mean > Sigmas * Math.Sqrt(squares / (window.Length - 1));
    }
}
