using System.Collections.Concurrent;

namespace GradWatch.Siege;

/// <summary>How long requests took.</summary>
internal sealed class Latencies
{
    private readonly ConcurrentBag<double> _milliseconds = [];

    internal int Count => _milliseconds.Count;

    internal void Add(TimeSpan latency) => _milliseconds.Add(latency.TotalMilliseconds);

    /// <summary>In milliseconds; NaN when there is none.</summary>
    internal double Percentile(double share)
    {
        double[] sorted = [.. _milliseconds.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
    }

    /// <summary>The figures on one line.</summary>
    public override string ToString() => $"p50 {Percentile(0.5):F1} ms, p99 {Percentile(0.99):F1} ms, longest {Percentile(1):F0} ms";
}
