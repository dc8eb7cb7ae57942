namespace GradWatch.DetectionBench.Rules;

/// <summary>Lightning SpikeDetection: loss above the last one and off the mean of 10 by at least twice that mean; not finite too.</summary>
internal sealed class LightningRule : IRule
{
    private const int Window = 10;
    private const double Tolerance = 2;

    public string Name => "Lightning";

    public long? FirstAlarm(IReadOnlyList<Row> rows)
    {
        Queue<double> window = [];
        double last = double.NaN;
        foreach (Row row in rows)
        {
            if (row.Loss is not { } loss)
                continue;
            if (!double.IsFinite(loss))
                return row.Step;
            if (window.Count > 1)
            {
                double mean = window.Average();
                if (loss > last && Math.Abs(loss - mean) >= Tolerance * Math.Abs(mean))
                    return row.Step;
            }
            window.Enqueue(loss);
            if (window.Count > Window)
                window.Dequeue();
            last = loss;
        }
        return null;
    }
}
