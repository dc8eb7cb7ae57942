namespace GradWatch.DetectionBench.Rules;

/// <summary>OLMo-core skip step: loss or norm above its mean by six deviations, over 128 steps, from 64 on.</summary>
/// <remarks>A NaN enters the window; every comparison with it is false, so the rule sleeps until it has left.</remarks>
internal sealed class OlmoRule : IRule
{
    private const int Window = 128;
    private const int Least = 64;
    private const double Sigmas = 6;

    public string Name => "OLMo 6σ";

    public long? FirstAlarm(IReadOnlyList<Row> rows) => Rule.Earliest(First(rows, row => row.Loss), First(rows, row => row.Norm));

    private static long? First(IReadOnlyList<Row> rows, Func<Row, double?> pick)
    {
        Queue<double> window = [];
        foreach (Row row in rows)
        {
            if (pick(row) is not { } value)
                continue;
            if (window.Count >= Least)
            {
                double mean = window.Average();
                double deviation = Math.Sqrt(window.Sum(x => (x - mean) * (x - mean)) / (window.Count - 1));
                if (value - mean > Sigmas * deviation)
                    return row.Step;
            }
            window.Enqueue(value);
            if (window.Count > Window)
                window.Dequeue();
        }
        return null;
    }
}
