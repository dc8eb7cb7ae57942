using CsCheck;
using GradWatch.Statistics;
using Xunit;

namespace GradWatch.Tests.Statistics;

/// <summary>The laws hold for every length, alignment and bit pattern, against sums in integers.</summary>
public sealed class TensorStatisticsLawTests
{
    private static readonly Gen<float> Floats = Gen.OneOf(
        Gen.UInt.Select(BitConverter.UInt32BitsToSingle),
        Gen.Float[-2, 2],
        Gen.OneOf(0f, -0f, 1e-38f, -1e-45f, float.MaxValue, float.MinValue, float.NaN, float.PositiveInfinity, float.NegativeInfinity));

    private static readonly Gen<double> Doubles = Gen.OneOf(
        Gen.ULong.Select(BitConverter.UInt64BitsToDouble),
        Gen.Double[-2, 2],
        Gen.OneOf(0.0, -0.0, 1e300, -1e-300, 5e-324, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity));

    private static readonly Gen<ushort> Halves =
        Gen.OneOf(Gen.UShort, Gen.UShort[0, 0x7BFF], Gen.OneOf<ushort>(0, 0x8000, 1, 0x7BFF, 0x7C00, 0xFC00, 0x7E00, 0x7F80, 0xFF80));

    [Fact]
    public void Floats_agree_with_exact_sums() => Floats.Array[0, 300].Sample(values =>
        new ExactStatistics([.. values.Select(value => (double)value)]).AssertAgrees(TensorStatistics.Of(values)), iter: 3000);

    [Fact]
    public void Doubles_agree_with_exact_sums() => Doubles.Array[0, 300].Sample(values =>
        new ExactStatistics(values).AssertAgrees(TensorStatistics.Of(values)), iter: 3000);

    [Fact]
    public void Halves_agree_with_exact_sums() => Halves.Array[0, 300].Sample(bits =>
    {
        Half[] values = [.. bits.Select(BitConverter.UInt16BitsToHalf)];
        new ExactStatistics([.. values.Select(value => (double)value)]).AssertAgrees(TensorStatistics.Of(values));
    }, iter: 3000);

    [Fact]
    public void BFloat16_agrees_with_exact_sums() => Halves.Array[0, 300].Sample(bits =>
        new ExactStatistics([.. bits.Select(Widened)]).AssertAgrees(TensorStatistics.OfBFloat16(bits)), iter: 3000);

    [Fact]
    public void Each_of_the_65536_halves_is_read_as_what_it_is()
    {
        for (int bits = 0; bits <= ushort.MaxValue; bits++)
        {
            var value = BitConverter.UInt16BitsToHalf((ushort)bits);
            AssertOne((double)value, TensorStatistics.Of([value]));
            AssertOne(Widened((ushort)bits), TensorStatistics.OfBFloat16([(ushort)bits]));
        }
    }

    internal static double Widened(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    private static void AssertOne(double value, TensorStatistics read)
    {
        bool finite = double.IsFinite(value);
        Assert.Equal((finite ? value : 0, finite ? Math.Abs(value) : 0, 1), (read.Sum, read.L2, read.Count));
        Assert.Equal((finite ? Math.Abs(value) : 0, value == 0 ? 1 : 0), (read.Max, read.Zeros));
        Assert.Equal((double.IsNaN(value) ? 1 : 0, double.IsPositiveInfinity(value) ? 1 : 0), (read.NaN, read.PositiveInfinity));
        Assert.Equal(double.IsNegativeInfinity(value) ? 1 : 0, read.NegativeInfinity);
    }
}
