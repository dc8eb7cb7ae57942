using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules;

/// <summary>Lightning SpikeDetection: loss above the last one and off the mean of 10 by at least twice that mean; not finite too.</summary>
internal sealed class LightningRule : IRule
{
    private const int Window = 10;
    private const double Tolerance = 2;

    public string Name => "Lightning";

    public Func<Row, bool> Begin()
    {
        Queue<double> window = [];
        double last = double.NaN;
        return row => row.Loss is { } loss && Alarms(window, ref last, loss);
    }

    private static bool Alarms(Queue<double> window, ref double last, double loss)
    {
        if (!double.IsFinite(loss))
            return true;
        double mean = window.Count > 1 ? window.Average() : double.NaN;
        bool alarms = loss > last && Math.Abs(loss - mean) >= Tolerance * Math.Abs(mean);
        window.Enqueue(loss);
        if (window.Count > Window)
            window.Dequeue();
        last = loss;
        return alarms;
    }
}
