using CsCheck;
using GradWatch.Statistics;
using Xunit;

namespace GradWatch.Tests.Statistics;

public sealed class TrendWindowTests
{
    private static readonly Gen<(int Gap, double Value)[]> Points = Gen.Int[1, 500].Select(Gen.Double[-10, 10]).Array[3, 300];

    [Fact]
    public void The_line_is_that_of_least_squares_over_the_newest_points() => Points.Select(Gen.Int[3, 128]).Sample((points, newest) =>
    {
        newest = Math.Min(newest, points.Length);
        (double Step, double Value)[] all = Placed(points);
        TrendLine line = Filled(all).Fit(newest);
        TrendLine slow = LeastSquares(all[^newest..]);
        // An error of the last bits of the values shows in the slope divided by the length of the window.
        double length = all[^1].Step - all[^newest].Step;
        Assert.Equal(slow.FirstStep, line.FirstStep);
        Assert.Equal(slow.Slope, line.Slope, 1e-9 / length);
        Assert.Equal(slow.Start, line.Start, 1e-9);
        Assert.Equal(slow.End, line.End, 1e-9);
        Assert.Equal(slow.Early, line.Early, 1e-9);
        // Where nothing is left unexplained the oracle divides by zero, or nearly.
        if (Math.Abs(slow.Significance) < 1e6)
            Assert.Equal(slow.Significance, line.Significance, 1e-6 * (1 + Math.Abs(slow.Significance)));
    }, iter: 500);

    [Fact]
    public void Exact_growth_is_found_with_a_great_significance()
    {
        TrendLine line = Filled([.. Enumerable.Range(0, 200).Select(i => (1000.0 + 10 * i, 3 + 0.02 * i))]).Fit(50);
        Assert.Equal(0.002, line.Slope, 1e-12);
        Assert.Equal((2500, 6.0), (line.FirstStep, Math.Round(line.Start, 9)));
        Assert.Equal(6.98, line.End, 1e-9);
        Assert.True(line.Significance > 1e5, $"{line.Significance}");
    }

    [Fact]
    public void A_falling_line_has_a_negative_significance() =>
        Assert.True(Filled([.. Enumerable.Range(0, 20).Select(i => ((double)i, (i % 2) - 1.0 * i))]).Fit(20).Significance < -10);

    [Fact]
    public void A_constant_series_has_no_slope()
    {
        TrendLine line = Filled([(5, 0.25), (6, 0.25), (7, 0.25), (8, 0.25)]).Fit(4);
        Assert.Equal((0.0, 0.25, 0.0, 5), (line.Slope, line.Start, line.Significance, line.FirstStep));
    }

    [Fact]
    public void Points_at_one_and_the_same_step_have_no_slope() =>
        Assert.Equal(0, Filled([(5, 1), (5, 2), (5, 3)]).Fit(3).Slope);

    [Fact]
    public void A_cleared_window_starts_anew()
    {
        TrendWindow window = Filled([.. Enumerable.Range(0, 150).Select(i => ((double)i, -7.0 * i))]);
        window.Clear();
        Assert.Equal(0, window.Count);
        for (int i = 0; i < 3; i++)
            window.Add(1000 + i, i);
        Assert.Equal((3, 1.0, 1000), (window.Count, Math.Round(window.Fit(3).Slope, 12), window.Fit(3).FirstStep));
    }

    [Fact]
    public void It_rises_when_the_newest_lies_above_the_first_by_more_than_the_slope()
    {
        TrendWindow window = Filled([.. Enumerable.Range(0, 140).Select(i => (2.0 * i, 0.5 * i))]);
        Assert.True(window.Rises(128, 0.2499) && window.Rises(2, 0.2499));
        Assert.False(window.Rises(128, 0.25) || window.Rises(2, 0.25));
    }

    [Fact]
    public void The_knee_is_where_level_points_begin_to_rise()
    {
        TrendWindow window = Filled([.. Enumerable.Range(0, 160).Select(i => ((double)i, 0.05 * (i % 2) + 0.1 * Math.Max(0, i - 120)))]);
        Assert.InRange(window.Knee(6), 117, 123);
    }

    [Fact]
    public void A_line_since_a_step_is_that_of_the_points_from_there_on()
    {
        TrendWindow window = Filled([.. Enumerable.Range(0, 150).Select(i => ((double)i, i < 100 ? 5.0 : 0.5 * i))]);
        Assert.Equal((50, 0.5), (window.Since(100).Count, Math.Round(window.Since(100).Slope, 12)));
    }

    private static (double Step, double Value)[] Placed((int Gap, double Value)[] points)
    {
        double step = 0;
        return [.. points.Select(point => (step += point.Gap, point.Value))];
    }

    private static TrendWindow Filled((double Step, double Value)[] points)
    {
        TrendWindow window = default;
        foreach ((double step, double value) in points)
            window.Add(step, value);
        return window;
    }

    private static TrendLine LeastSquares((double Step, double Value)[] points)
    {
        double meanStep = points.Average(point => point.Step), meanValue = points.Average(point => point.Value);
        double across = points.Sum(point => (point.Step - meanStep) * (point.Step - meanStep));
        double slope = points.Sum(point => (point.Step - meanStep) * (point.Value - meanValue)) / across;
        double At(double step) => meanValue + slope * (step - meanStep);
        double unexplained = points.Sum(point => Math.Pow(point.Value - At(point.Step), 2));
        double error = Math.Sqrt(unexplained / (points.Length - 2) / across);
        return new TrendLine(slope, At(points[0].Step), At(points[^1].Step), slope / error, (long)points[0].Step, points[..Math.Max(points.Length / 8, 1)].Average(point => point.Value));
    }
}
