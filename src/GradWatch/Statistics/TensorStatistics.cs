using GradWatch.Statistics.Kernels;

namespace GradWatch.Statistics;

/// <summary>What one pass over a tensor tells: counts of its special values, and sum, norms and spread of the finite ones.</summary>
/// <remarks>
/// <c>a + b</c> is the statistics of both tensors together: chunks, threads, tensors and ranks combine to the same counts and
/// maximum as one pass over all of it, and to sums within 1e-12 of its. The default value is that of an empty tensor. NaN and
/// infinities are counted and otherwise left out. Finite input of any magnitude neither overflows nor underflows on the way: a
/// result is infinite only where the true one is beyond <see cref="double.MaxValue"/>. Immutable, safe from several threads.
/// </remarks>
public readonly partial record struct TensorStatistics
{
    private readonly TwoPartSum _sum;
    private readonly TwoPartSum _squares;

    internal TensorStatistics(long count, in BlockTotals totals)
    {
        Count = count;
        NaN = totals.NaN;
        PositiveInfinity = totals.PositiveInfinity;
        NegativeInfinity = totals.NegativeInfinity;
        Zeros = totals.Zeros;
        Max = totals.Max;
        _sum = new TwoPartSum(totals.Sum, 0);
        _squares = new TwoPartSum(totals.Squares, 0);
    }

    /// <summary>Elements of the tensor, finite or not.</summary>
    public long Count { get; private init; }

    /// <summary>Elements that are not a number.</summary>
    public long NaN { get; private init; }

    /// <summary>Elements that are +∞.</summary>
    public long PositiveInfinity { get; private init; }

    /// <summary>Elements that are −∞.</summary>
    public long NegativeInfinity { get; private init; }

    /// <summary>Elements that are 0 or −0.</summary>
    public long Zeros { get; private init; }

    /// <summary>Elements that are NaN or infinite.</summary>
    public long NonFinite => NaN + PositiveInfinity + NegativeInfinity;

    /// <summary>Elements that are neither NaN nor infinite.</summary>
    public long Finite => Count - NonFinite;

    /// <summary>The greatest magnitude (L∞ norm) of the finite elements, exact; 0 when there is none.</summary>
    public double Max { get; private init; }

    /// <summary>The sum of the finite elements, within 1e-12 of the sum of their magnitudes; 0 when there is none.</summary>
    public double Sum => Magnitude.Restore(_sum.Value, Max);

    /// <summary>The Euclidean norm of the finite elements, within a relative 1e-12; 0 when there is none.</summary>
    public double L2 => Magnitude.Restore(Math.Sqrt(_squares.Value), Max);

    /// <summary>The L2 norm over the root of the number of finite elements; NaN when there is none.</summary>
    public double RootMeanSquare => Magnitude.Restore(Math.Sqrt(_squares.Value / Finite), Max);

    /// <summary>The mean of the finite elements; NaN when there is none.</summary>
    public double Mean => Magnitude.Restore(_sum.Value / Finite, Max);

    /// <summary>The standard deviation of the finite elements (divisor n); NaN when there is none.</summary>
    /// <remarks>From the two sums: a spread below 1e-6 of the mean is not told from none.</remarks>
    public double StandardDeviation
    {
        get
        {
            double mean = _sum.Value / Finite;
            return Magnitude.Restore(Math.Sqrt(Math.Max(_squares.Value / Finite - mean * mean, 0)), Max);
        }
    }

    /// <summary>Statistics that were measured elsewhere: on an accelerator, or by another program.</summary>
    /// <param name="count">Elements of the tensor, finite or not.</param>
    /// <param name="nan">Elements that are not a number.</param>
    /// <param name="positiveInfinity">Elements that are +∞.</param>
    /// <param name="negativeInfinity">Elements that are −∞.</param>
    /// <param name="zeros">Elements that are zero.</param>
    /// <param name="max">The greatest magnitude of the finite elements.</param>
    /// <param name="sum">The sum of the finite elements.</param>
    /// <param name="l2">The Euclidean norm of the finite elements.</param>
    public static TensorStatistics Measured(
        long count, long nan, long positiveInfinity, long negativeInfinity, long zeros, double max, double sum, double l2)
    {
        double factor = Magnitude.Factor(max), norm = l2 * factor;
        return new TensorStatistics(count, new BlockTotals
        {
            NaN = nan, PositiveInfinity = positiveInfinity, NegativeInfinity = negativeInfinity, Zeros = zeros,
            Max = max, Sum = sum * factor, Squares = norm * norm,
        });
    }

    /// <summary>The statistics of both tensors together. The same bits whichever comes first.</summary>
    public static TensorStatistics operator +(TensorStatistics left, TensorStatistics right)
    {
        double max = Math.Max(left.Max, right.Max);
        return new TensorStatistics(
            Magnitude.Carry(left._sum, left.Max, max, 1) + Magnitude.Carry(right._sum, right.Max, max, 1),
            Magnitude.Carry(left._squares, left.Max, max, 2) + Magnitude.Carry(right._squares, right.Max, max, 2))
        {
            Count = left.Count + right.Count,
            NaN = left.NaN + right.NaN,
            PositiveInfinity = left.PositiveInfinity + right.PositiveInfinity,
            NegativeInfinity = left.NegativeInfinity + right.NegativeInfinity,
            Zeros = left.Zeros + right.Zeros,
            Max = max,
        };
    }

    private TensorStatistics(TwoPartSum sum, TwoPartSum squares)
    {
        _sum = sum;
        _squares = squares;
    }
}
