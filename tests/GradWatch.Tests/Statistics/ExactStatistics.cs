using System.Numerics;
using GradWatch.Statistics;
using Xunit;

namespace GradWatch.Tests.Statistics;

/// <summary>The slow, obvious statistics of a tensor: sums in integers, so that nothing is ever rounded before the end.</summary>
internal sealed class ExactStatistics
{
    // The smallest double: sums count how many of it, sums of squares how many of its square.
    private const int Unit = -1074;
    private readonly double[] _finite;
    private readonly BigInteger _sum, _squares, _magnitudes;

    public ExactStatistics(IReadOnlyCollection<double> values)
    {
        Count = values.Count;
        NaN = values.Count(double.IsNaN);
        PositiveInfinity = values.Count(double.IsPositiveInfinity);
        NegativeInfinity = values.Count(double.IsNegativeInfinity);
        Zeros = values.Count(value => value == 0);
        _finite = [.. values.Where(double.IsFinite)];
        Max = _finite.Select(Math.Abs).DefaultIfEmpty(0).Max();
        foreach (double value in _finite)
        {
            BigInteger units = Units(value);
            _sum += units;
            _squares += units * units;
            _magnitudes += BigInteger.Abs(units);
        }
    }

    public long Count { get; }

    public long NaN { get; }

    public long PositiveInfinity { get; }

    public long NegativeInfinity { get; }

    public long Zeros { get; }

    public double Max { get; }

    public double Sum => Rounded(_sum, Unit);

    public double Magnitudes => Rounded(_magnitudes, Unit);

    // Squared once more by 2^256, so that the integer root has digits enough.
    public double L2 => Rounded(Root(_squares << 256), Unit - 128);

    public double StandardDeviation
    {
        get
        {
            BigInteger count = _finite.Length;
            return Rounded(Root((count * _squares - _sum * _sum) << 256) / count, Unit - 128);
        }
    }

    /// <summary>Fails unless the counts and the maximum are the same and the sums within a relative 1e-12.</summary>
    public void AssertAgrees(TensorStatistics actual)
    {
        Assert.Equal((Count, NaN, PositiveInfinity), (actual.Count, actual.NaN, actual.PositiveInfinity));
        Assert.Equal((NegativeInfinity, Zeros, Max), (actual.NegativeInfinity, actual.Zeros, actual.Max));
        AssertClose(L2, actual.L2, 1e-12 * L2);
        AssertClose(Sum, actual.Sum, 1e-12 * Magnitudes);
    }

    // Results among the denormals are rounded to a whole number of the smallest one; beyond the greatest double they are infinite.
    public static void AssertClose(double expected, double actual, double tolerance)
    {
        if (expected != actual)
            Assert.InRange(actual, expected - tolerance - double.Epsilon, expected + tolerance + double.Epsilon);
    }

    private static BigInteger Units(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> 52) & 0x7FF;
        BigInteger mantissa = bits & 0xFFFFFFFFFFFFF;
        if (exponent > 0)
            mantissa = (mantissa + (1L << 52)) << (exponent - 1);
        return bits < 0 ? -mantissa : mantissa;
    }

    private static double Rounded(BigInteger mantissa, int exponent)
    {
        int excess = Math.Max((int)BigInteger.Abs(mantissa).GetBitLength() - 63, 0);
        return Math.ScaleB((double)(long)(mantissa >> excess), exponent + excess);
    }

    private static BigInteger Root(BigInteger square)
    {
        if (square.IsZero)
            return square;
        BigInteger root = BigInteger.One << (int)((square.GetBitLength() + 1) / 2);
        while (true)
        {
            BigInteger next = (root + square / root) >> 1;
            if (next >= root)
                return root;
            root = next;
        }
    }
}
