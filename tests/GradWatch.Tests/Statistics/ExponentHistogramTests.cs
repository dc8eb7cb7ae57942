using CsCheck;
using GradWatch.Statistics;
using Xunit;

namespace GradWatch.Tests.Statistics;

public sealed class ExponentHistogramTests
{
    [Fact]
    public void An_element_counts_in_the_octave_of_its_magnitude()
    {
        var histogram = ExponentHistogram.Of([1f, -1.99f, 2, 0.5f, float.MaxValue, float.Epsilon]);
        Assert.Equal((2, 1, 1), (histogram[0], histogram[1], histogram[-1]));
        Assert.Equal((1, 1, 6), (histogram[127], histogram[-149], histogram.Count));
    }

    [Fact]
    public void Zero_and_non_finite_elements_count_in_none() =>
        Assert.Equal(0, ExponentHistogram.Of([0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity]).Count);

    [Fact]
    public void Below_tells_what_half_precision_would_lose()
    {
        var histogram = ExponentHistogram.Of([1e-9, 1e-8, 1e-7, 1, 0]);
        Assert.Equal(2, histogram.Below(-24));
        Assert.Equal((0, 4), (histogram.Below(int.MinValue + 1074), histogram.Below(int.MaxValue - 1074)));
    }

    [Fact]
    public void An_exponent_that_no_double_has_counts_nothing() =>
        Assert.Equal((0, 0), (ExponentHistogram.Of([double.MaxValue])[1024], ExponentHistogram.Of([double.Epsilon])[-1075]));

    [Fact]
    public void Every_octave_agrees_with_the_logarithm() =>
        Gen.ULong.Select(BitConverter.UInt64BitsToDouble).Where(double.IsNormal).Sample(value =>
            Assert.Equal(1, ExponentHistogram.Of([value])[Math.ILogB(value)]));

    [Fact]
    public void A_double_that_is_denormal_counts_where_its_value_lies() => Gen.Int[0, 51].Sample(bit =>
        Assert.Equal(1, ExponentHistogram.Of([BitConverter.UInt64BitsToDouble((2UL << bit) - 1)])[-1074 + bit]));

    [Fact]
    public void All_halves_and_bfloat16s_count_as_their_doubles_do()
    {
        ushort[] bits = [.. Enumerable.Range(0, 65536).Select(i => (ushort)i)];
        Half[] halves = [.. bits.Select(BitConverter.UInt16BitsToHalf)];
        AssertSame(ExponentHistogram.Of([.. halves.Select(half => (double)half)]), ExponentHistogram.Of(halves));
        AssertSame(ExponentHistogram.Of([.. bits.Select(SomeTensors.Widened)]), ExponentHistogram.OfBFloat16(bits));
    }

    [Fact]
    public void Two_parts_add_up_to_the_whole() => SomeTensors.Floats.Array.Select(Gen.Int[0, 100]).Sample((values, cut) =>
    {
        cut = Math.Min(cut, values.Length);
        AssertSame(ExponentHistogram.Of(values), ExponentHistogram.Of(values.AsSpan(0, cut)) + ExponentHistogram.Of(values.AsSpan(cut)));
    }, iter: 300);

    private static void AssertSame(ExponentHistogram expected, ExponentHistogram actual)
    {
        for (int exponent = ExponentHistogram.Lowest; exponent <= ExponentHistogram.Highest; exponent++)
        {
            if (expected[exponent] != actual[exponent])
                Assert.Fail($"2^{exponent}: {expected[exponent]} expected, {actual[exponent]} found");
        }
    }
}
