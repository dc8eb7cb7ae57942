using System.Runtime.InteropServices;
using CsCheck;
using GradWatch.Statistics;
using Xunit;

namespace GradWatch.Tests.Statistics;

/// <summary>The laws hold for every length, alignment and bit pattern, against sums in integers.</summary>
public sealed class TensorStatisticsLawTests
{
    private const int Samples = 500;
    private const int Longest = 150;

    [Fact]
    public void Floats_agree_with_exact_sums() => SomeTensors.Floats.Array[0, Longest].Sample(values =>
        new ExactStatistics([.. values.Select(value => (double)value)]).AssertAgrees(TensorStatistics.Of(values)), iter: Samples);

    [Fact]
    public void Doubles_agree_with_exact_sums() => SomeTensors.Doubles.Array[0, Longest].Sample(values =>
        new ExactStatistics(values).AssertAgrees(TensorStatistics.Of(values)), iter: Samples);

    [Fact]
    public void Doubles_of_one_magnitude_agree_with_exact_sums() =>
        Gen.Double[-2, 2].Array[1, Longest].Select(Gen.Int[-1074, 1022]).Sample((values, exponent) =>
        {
            double[] scaled = [.. values.Select(value => Math.ScaleB(value, exponent))];
            new ExactStatistics(scaled).AssertAgrees(TensorStatistics.Of(scaled));
        }, iter: Samples);

    [Fact]
    public void Halves_agree_with_exact_sums() => SomeTensors.Halves.Array[0, Longest].Sample(bits =>
    {
        Half[] values = [.. bits.Select(BitConverter.UInt16BitsToHalf)];
        new ExactStatistics([.. values.Select(value => (double)value)]).AssertAgrees(TensorStatistics.Of(values));
    }, iter: Samples);

    [Fact]
    public void BFloat16s_agree_with_exact_sums() => SomeTensors.Halves.Array[0, Longest].Sample(bits =>
        new ExactStatistics([.. bits.Select(SomeTensors.Widened)]).AssertAgrees(TensorStatistics.OfBFloat16(bits)), iter: Samples);

    [Fact]
    public void The_spread_agrees_with_exact_sums() => Gen.Float[-1, 3].Array[1, Longest].Sample(values =>
    {
        double expected = new ExactStatistics([.. values.Select(value => (double)value)]).StandardDeviation;
        ExactStatistics.AssertClose(expected, TensorStatistics.Of(values).StandardDeviation, 1e-7 * (expected + 1e-2));
    }, iter: Samples);

    [Fact]
    public void Every_length_and_alignment_has_the_same_bits()
    {
        float[] values = SomeTensors.Ordinary(340, 1);
        values[20] = values[70] = 0;
        for (int length = 0; length <= 300; length++)
        {
            ReadOnlySpan<float> aligned = values.AsSpan(0, length);
            var expected = TensorStatistics.Of(aligned);
            new ExactStatistics([.. aligned.ToArray().Select(value => (double)value)]).AssertAgrees(expected);
            byte[] moved = new byte[values.Length * sizeof(float)];
            for (int offset = 0; offset < 64; offset += offset < 8 ? 1 : 7)
            {
                MemoryMarshal.AsBytes(aligned).CopyTo(moved.AsSpan(offset));
                Assert.Equal(expected, ReadUnaligned(moved.AsSpan(offset), length));
            }
        }
    }

    [Fact]
    public void Each_of_the_65536_halves_and_bfloat16s_is_read_as_what_it_is()
    {
        for (int bits = 0; bits <= ushort.MaxValue; bits++)
        {
            var half = BitConverter.UInt16BitsToHalf((ushort)bits);
            AssertOne((double)half, TensorStatistics.Of([half]));
            AssertOne(SomeTensors.Widened((ushort)bits), TensorStatistics.OfBFloat16([(ushort)bits]));
        }
    }

    [Fact]
    public void A_long_tensor_is_as_exact_as_a_short_one()
    {
        float[] values = SomeTensors.Ordinary(100_003, 2);
        new ExactStatistics([.. values.Select(value => (double)value)]).AssertAgrees(TensorStatistics.Of(values));
    }

    [Fact]
    public void A_long_constant_tensor_rounds_to_neither_side()
    {
        float[] values = new float[3_000_000];
        Array.Fill(values, 0.1f);
        var read = TensorStatistics.Of(values);
        Assert.Equal(0.1f, read.RootMeanSquare, 1e-13);
        Assert.Equal(0.1f, read.Mean, 1e-13);
        Assert.Equal(0, read.StandardDeviation, 1e-7);
    }

    private static unsafe TensorStatistics ReadUnaligned(ReadOnlySpan<byte> bytes, int length)
    {
        fixed (byte* first = bytes)
            return TensorStatistics.Of((float*)first, length);
    }

    private static void AssertOne(double value, TensorStatistics read)
    {
        bool finite = double.IsFinite(value);
        double kept = finite ? value : 0;
        bool same = read.Sum == kept && read.L2 == Math.Abs(kept) && read.Max == Math.Abs(kept) && read.Count == 1
            && read.Zeros == (value == 0 ? 1 : 0) && read.NaN == (double.IsNaN(value) ? 1 : 0) && read.NonFinite == (finite ? 0 : 1)
            && read.PositiveInfinity == (double.IsPositiveInfinity(value) ? 1 : 0);
        Assert.True(same, $"{value} is read as {read}");
    }
}
