namespace GradWatch.DetectionBench.Rules;

/// <summary>The newest values of a series, as the rules with a window keep them: whatever comes in, NaN too.</summary>
/// <remarks>Summed anew each time: a running sum would keep a NaN that has long left the window.</remarks>
internal sealed class RecentValues(int capacity)
{
    private readonly double[] _values = new double[capacity];
    private long _seen;

    internal int Count => (int)Math.Min(_seen, capacity);

    internal bool IsFull => _seen >= capacity;

    internal ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    internal double Mean
    {
        get
        {
            double sum = 0;
            foreach (double value in Values)
                sum += value;
            return sum / Count;
        }
    }

    internal void Add(double value) => _values[_seen++ % capacity] = value;

    /// <summary>Standard deviation; of the sample (n − 1) or of the population (n).</summary>
    internal double Deviation(bool ofSample)
    {
        double mean = Mean, squares = 0;
        foreach (double value in Values)
            squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / (ofSample ? Count - 1 : Count));
    }
}
