using CsCheck;
using GradWatch.Statistics;
using Xunit;

namespace GradWatch.Tests.Statistics;

public sealed class FeatureStatisticsTests
{
    private static readonly Gen<double[]> Values = Gen.Double[-1e6, 1e6].Array[0, 60];

    [Fact]
    public void Mean_and_deviation_are_those_of_two_passes() => Gen.Select(Gen.Int[1, 5], Gen.Int[1, 3], Gen.Int[1, 20]).SelectMany(
        shape => Gen.Double[-1e6, 1e6].Array[shape.Item1 * shape.Item2 * shape.Item3].Select(values => (shape, values))).Sample(sample =>
    {
        ((int features, int inner, int _), double[] values) = sample;
        var statistics = new FeatureStatistics(features);
        statistics.Add(values, inner);
        for (int feature = 0; feature < features; feature++)
        {
            double[] own = [.. values.Where((_, i) => i / inner % features == feature)];
            double mean = own.Average(), deviation = Math.Sqrt(own.Average(value => (value - mean) * (value - mean)));
            ColumnStatistics column = statistics.Columns[feature];
            Assert.Equal(own.Length, column.Count);
            Assert.Equal(mean, column.Mean, 1e-6);
            Assert.Equal(deviation, column.StandardDeviation, 1e-6);
            Assert.Equal((own.Min(), own.Max()), (column.Minimum, column.Maximum));
        }
    });

    [Fact]
    public void Parts_merge_to_what_one_pass_says() => Gen.Select(Values, Values).Sample((left, right) =>
    {
        FeatureStatistics all = Of([.. left, .. right]), merged = Of(left);
        merged.Merge(Of(right));
        ColumnStatistics one = all.Whole, two = merged.Whole;
        Assert.Equal(one.Count, two.Count);
        Assert.Equal(one.Mean, two.Mean, 1e-12 * 1e6);
        Assert.Equal(one.SquaredDeviations, two.SquaredDeviations, 1e-12 * 1e12 * 120);
        Assert.Equal((one.Minimum, one.Maximum), (two.Minimum, two.Maximum));
    });

    [Fact]
    public void A_spread_a_billionth_of_the_mean_is_told() =>
        Assert.Equal(0.5, Of(1e9, 1e9 + 1, 1e9, 1e9 + 1).Whole.StandardDeviation, 1e-7);

    [Fact]
    public void What_is_not_finite_is_counted_and_left_out()
    {
        ColumnStatistics column = Of(1, double.NaN, 3, double.PositiveInfinity, double.NegativeInfinity).Whole;
        Assert.Equal((2, 1, 2, 3), (column.Count, column.NaN, column.Infinite, column.NonFinite));
        Assert.Equal((2, 1, 1, 3), (column.Mean, column.StandardDeviation, column.Minimum, column.Maximum));
    }

    [Fact]
    public void A_feature_of_nothing_but_NaN_has_no_statistics_and_spoils_none()
    {
        ColumnStatistics nothing = Of(double.NaN, double.NaN).Whole;
        Assert.Equal((0, 2, 0.0, 0.0), (nothing.Count, nothing.NaN, nothing.Mean, nothing.StandardDeviation));
        Assert.False(nothing.IsConstant);
        ColumnStatistics both = nothing + Of(-5, -7).Whole;
        Assert.Equal((2, 2, -6, -7, -5), (both.Count, both.NaN, both.Mean, both.Minimum, both.Maximum));
    }

    [Fact]
    public void A_flag_is_told_from_a_measure_and_a_constant_from_both()
    {
        Assert.True(Of(0, 1, 1, 0).Whole.IsBinary);
        Assert.False(Of(0, 1, 0.5).Whole.IsBinary);
        Assert.True(Of(3, 3, 3).Whole.IsConstant);
        Assert.False(Of(0, 1).Whole.IsConstant);
    }

    [Fact]
    public void The_channels_of_images_are_features()
    {
        var statistics = new FeatureStatistics(2);
        statistics.Add([1f, 3f, 10f, 30f, 1f, 3f, 10f, 30f], inner: 2);
        Assert.Equal([2, 20], statistics.Columns.Select(column => column.Mean));
        Assert.Equal([1, 10], statistics.Columns.Select(column => column.StandardDeviation));
    }

    [Fact]
    public void A_batch_that_is_no_whole_number_of_rows_is_refused() =>
        Assert.Throws<ArgumentException>(() => new FeatureStatistics(3).Add([1f, 2f, 3f, 4f]));

    [Fact]
    public void Other_features_are_not_merged() =>
        Assert.Throws<ArgumentException>(() => new FeatureStatistics(3).Merge(new FeatureStatistics(2)));

    private static FeatureStatistics Of(params double[] values)
    {
        var statistics = new FeatureStatistics(1);
        statistics.Add(values);
        return statistics;
    }
}
