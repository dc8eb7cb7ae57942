using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules.Norms;

/// <summary>OLMo-core StabilityMonitor: above the mean of a full window of 128 by six deviations.</summary>
/// <remarks>A NaN is no spike, and while one is in the window nothing is.</remarks>
internal sealed class StabilityMonitorRule() : Rule("OLMo StabilityMonitor")
{
    private const int Window = 128;
    private const double Sigmas = 6;

    internal override Func<Row, bool> Begin() => OnBoth(OfOne(), OfOne());

    private static Func<double, bool> OfOne()
    {
        RecentValues window = new(Window);
        return value =>
        {
            bool alarms = window.IsFull && value > window.Mean + Sigmas * window.Deviation(ofSample: true);
            window.Add(value);
            return alarms;
        };
    }
}
