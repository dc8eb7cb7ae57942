using GradWatch.Statistics;
using Xunit;

namespace GradWatch.Tests.Statistics;

public sealed class RobustBaselineTests
{
    private const double Floor = 0.02;

    [Fact]
    public void An_empty_baseline_has_no_median_and_the_spread_that_is_believed_at_least()
    {
        RobustBaseline baseline = default;
        Assert.Equal((0, double.NaN, Floor), (baseline.Count, baseline.Median, baseline.Spread(Floor)));
    }

    [Fact]
    public void Ordinary_values_give_the_median_and_quartile_deviation_of_the_last_64()
    {
        double[] values = Noise(200, 1);
        RobustBaseline baseline = Fed(values);
        double[] sorted = [.. values[^64..].Order()];
        Assert.Equal((200, sorted[31]), (baseline.Count, baseline.Median));
        Assert.Equal((sorted[47] - sorted[15]) / 2, baseline.Spread(Floor));
        Assert.Equal(sorted[6], baseline.Quantile(0.1));
    }

    [Fact]
    public void A_flat_series_keeps_the_least_spread() => Assert.Equal(Floor, Fed(new double[100]).Spread(Floor));

    [Fact]
    public void One_outlier_however_far_moves_neither_median_nor_spread_beyond_the_neighbours()
    {
        double[] values = Noise(100, 2);
        RobustBaseline quiet = Fed(values), hit = Fed([.. values, 1e6]);
        Assert.Equal(quiet.Median, hit.Median, 0.05);
        Assert.Equal(quiet.Spread(Floor), hit.Spread(Floor), 0.02);
    }

    [Fact]
    public void Two_outliers_far_apart_in_size_leave_the_same_baseline()
    {
        double[] values = Noise(100, 3);
        Assert.Equal(Fed([.. values, 5.0]).Level(1e-4, Floor), Fed([.. values, 500.0]).Level(1e-4, Floor));
        Assert.Equal(Fed([.. values, 5.0]).Quantile(1), Fed([.. values, 500.0]).Quantile(1));
    }

    [Fact]
    public void A_new_level_that_lasts_is_taken_over()
    {
        RobustBaseline baseline = Fed([.. Noise(100, 4), .. Noise(200, 5).Select(value => value + 3)]);
        Assert.Equal(3, baseline.Median, 0.1);
    }

    [Fact]
    public void A_level_is_exceeded_about_as_often_as_it_says()
    {
        double[] values = Noise(100_000, 6);
        RobustBaseline baseline = default;
        int above = 0;
        foreach (double value in values)
        {
            if (baseline.Count > 100 && value - baseline.Median > baseline.Level(1e-3, Floor))
                above++;
            baseline.Add(value, Floor);
        }
        Assert.InRange(above, 5, 150);
    }

    private static RobustBaseline Fed(double[] values)
    {
        RobustBaseline baseline = default;
        foreach (double value in values)
            baseline.Add(value, Floor);
        return baseline;
    }

    private static double[] Noise(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 0.2 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
    }
}
