namespace GradWatch.Statistics;

/// <summary>What is known of one feature of the data: its counts, mean, spread and range over the finite values seen.</summary>
/// <remarks>NaN and infinities are counted and otherwise left out. The default value is that of a feature never seen.</remarks>
public readonly record struct ColumnStatistics
{
    /// <summary>Finite values.</summary>
    public long Count { get; init; }

    /// <summary>Values that are not a number.</summary>
    public long NaN { get; init; }

    /// <summary>Values that are +∞ or −∞.</summary>
    public long Infinite { get; init; }

    /// <summary>Finite values that are exactly 0 or 1.</summary>
    public long ZeroOrOne { get; init; }

    /// <summary>The mean of the finite values; 0 when there is none.</summary>
    public double Mean { get; init; }

    /// <summary>The sum of the squared deviations from <see cref="Mean"/>: what two parts need to be merged.</summary>
    public double SquaredDeviations { get; init; }

    /// <summary>The least finite value; 0 when there is none.</summary>
    public double Minimum { get; init; }

    /// <summary>The greatest finite value; 0 when there is none.</summary>
    public double Maximum { get; init; }

    /// <summary>The standard deviation of the finite values (divisor n); 0 when there is none.</summary>
    public double StandardDeviation => Count > 0 ? Math.Sqrt(SquaredDeviations / Count) : 0;

    /// <summary>√(mean² + deviation²); 0 when there is no finite value.</summary>
    public double RootMeanSquare => double.Hypot(Mean, StandardDeviation);

    /// <summary>Values that are NaN or infinite.</summary>
    public long NonFinite => NaN + Infinite;

    /// <summary>True when every finite value seen is the same; false when none was seen.</summary>
    public bool IsConstant => Count > 0 && Minimum == Maximum;

    /// <summary>True for a flag or a column of a one-hot code: every finite value is 0 or 1.</summary>
    public bool IsBinary => Count > 0 && ZeroOrOne == Count;

    /// <summary>Both parts together (Chan, Golub and LeVeque 1979), within a relative 1e-12 of one pass over all of it.</summary>
    public static ColumnStatistics operator +(ColumnStatistics left, ColumnStatistics right)
    {
        if (right.Count == 0 || left.Count == 0)
        {
            ColumnStatistics seen = left.Count == 0 ? right : left;
            return seen with { NaN = left.NaN + right.NaN, Infinite = left.Infinite + right.Infinite };
        }
        long count = left.Count + right.Count;
        double apart = right.Mean - left.Mean, share = (double)right.Count / count;
        return new ColumnStatistics
        {
            Count = count,
            NaN = left.NaN + right.NaN,
            Infinite = left.Infinite + right.Infinite,
            ZeroOrOne = left.ZeroOrOne + right.ZeroOrOne,
            Mean = left.Mean + apart * share,
            SquaredDeviations = left.SquaredDeviations + right.SquaredDeviations + apart * apart * left.Count * share,
            Minimum = Math.Min(left.Minimum, right.Minimum),
            Maximum = Math.Max(left.Maximum, right.Maximum),
        };
    }
}
