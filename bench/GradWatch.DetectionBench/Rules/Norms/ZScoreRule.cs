using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules.Norms;

/// <summary>The z-score automation of W&amp;B: off the mean of the last 30 by more than three deviations, in either direction.</summary>
/// <remarks>It runs on their servers: the deviation of the population and a window without the value itself are assumed. A NaN compares as false.</remarks>
internal sealed class ZScoreRule() : Rule("W&B z-score 3/30")
{
    private const int Window = 30;
    private const double Limit = 3;

    internal override Func<Row, bool> Begin() => OnBoth(OfOne(), OfOne());

    private static Func<double, bool> OfOne()
    {
        RecentValues window = new(Window);
        return value =>
        {
            bool alarms = window.IsFull && Math.Abs(value - window.Mean) > Limit * window.Deviation(ofSample: false);
            window.Add(value);
            return alarms;
        };
    }
}
