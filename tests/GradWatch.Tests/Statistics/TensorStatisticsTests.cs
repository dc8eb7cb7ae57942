using GradWatch.Statistics;
using Xunit;

namespace GradWatch.Tests.Statistics;

public sealed class TensorStatisticsTests
{
    [Fact]
    public void An_empty_tensor_has_no_norm_and_no_mean()
    {
        var empty = TensorStatistics.Of(ReadOnlySpan<float>.Empty);
        Assert.Equal(default, empty);
        Assert.Equal((0, 0.0, 0.0, 0.0), (empty.Count, empty.Sum, empty.L2, empty.Max));
        Assert.True(double.IsNaN(empty.Mean) && double.IsNaN(empty.StandardDeviation) && double.IsNaN(empty.RootMeanSquare));
    }

    [Fact]
    public void NaN_and_infinities_are_counted_apart_and_left_out_of_the_norm()
    {
        var some = TensorStatistics.Of([3f, float.NaN, float.PositiveInfinity, -4, float.NegativeInfinity, float.NegativeInfinity]);
        Assert.Equal((6, 1, 1, 2), (some.Count, some.NaN, some.PositiveInfinity, some.NegativeInfinity));
        Assert.Equal((4, 2), (some.NonFinite, some.Finite));
        Assert.Equal((5.0, 4.0, -1.0, -0.5), (some.L2, some.Max, some.Sum, some.Mean));
        Assert.Equal(3.5, some.StandardDeviation);
    }

    [Fact]
    public void Minus_zero_counts_as_zero() => Assert.Equal(2, TensorStatistics.Of([0f, -0f, float.Epsilon]).Zeros);

    [Theory]
    [InlineData(3.4028234663852886e38)]
    [InlineData(1e-38)]
    [InlineData(1e-30)]
    [InlineData(1.401298464324817e-45)]
    public void A_float_tensor_of_any_magnitude_has_a_correct_norm(double magnitude)
    {
        float[] values = new float[400];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)(i % 2 == 0 ? magnitude : -magnitude);
        var read = TensorStatistics.Of(values);
        Assert.Equal(20 * (double)(float)magnitude, read.L2, 1e-13 * magnitude);
        Assert.Equal((float)magnitude, read.RootMeanSquare, 1e-13 * magnitude);
        Assert.Equal(0, read.Sum);
    }

    [Theory]
    [InlineData(1.7e308, 1)]
    [InlineData(1e300, 1e7)]
    [InlineData(1e-300, 1e7)]
    [InlineData(double.Epsilon, 100)]
    public void A_double_tensor_of_any_magnitude_has_a_correct_norm(double magnitude, double squares)
    {
        double[] values = new double[(int)squares];
        Array.Fill(values, magnitude);
        var read = TensorStatistics.Of(values);
        Assert.Equal(Math.Sqrt(squares), read.L2 / magnitude, 1e-12 * Math.Sqrt(squares));
        Assert.Equal(1, read.Mean / magnitude, 1e-12);
    }

    [Fact]
    public void A_mean_near_the_greatest_double_does_not_overflow_though_the_sum_does()
    {
        var read = TensorStatistics.Of([1.5e308, 1.3e308, 1.7e308, 1.5e308]);
        Assert.True(double.IsPositiveInfinity(read.Sum) && double.IsPositiveInfinity(read.L2));
        Assert.Equal((1.5e308, 1.7e308), (read.Mean, read.Max));
        Assert.Equal(0.1414213562373095e308, read.StandardDeviation, 1e295);
    }

    [Fact]
    public void A_bad_count_or_number_of_threads_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TensorStatistics.Of([1f], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReadAt(0, -1));
        Assert.Throws<ArgumentNullException>(() => ReadAt(0, 1));
    }

    private static unsafe TensorStatistics ReadAt(nint address, long count) => TensorStatistics.Of((float*)address, count);
}
