namespace GradWatch.DetectionBench.Rules.Losses;

/// <summary>Lightning SpikeDetection: loss above the last one and off the mean of 10 by at least twice that mean; not finite too.</summary>
/// <remarks>What is not finite does not enter its mean. Its warm-up is one value; a mean of one is still not taken here.</remarks>
internal sealed class LightningSpikeRule() : LossRule("Lightning SpikeDetection")
{
    private const int Window = 10;
    private const double Tolerance = 2;

    protected override Func<double, bool> OfLoss()
    {
        RecentValues window = new(Window);
        double last = double.NaN;
        return loss =>
        {
            if (!double.IsFinite(loss))
                return true;
            double mean = window.Count > 1 ? window.Mean : double.NaN;
            bool alarms = loss > last && Math.Abs(loss - mean) >= Tolerance * Math.Abs(mean);
            window.Add(loss);
            last = loss;
            return alarms;
        };
    }
}
