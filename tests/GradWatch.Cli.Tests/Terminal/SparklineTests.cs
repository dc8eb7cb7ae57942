using GradWatch.Cli.Terminal;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Cli.Tests.Terminal;

public sealed class SparklineTests
{
    [Fact]
    public void A_value_that_is_not_finite_wins_its_column() =>
        Assert.Equal("▁×∞█", Draw([(0, 1), (1, 5), (2, double.NaN), (3, 9), (4, double.PositiveInfinity), (5, 2), (6, 8), (7, 9)], 4));

    [Fact]
    public void Steps_without_a_value_are_blank() => Assert.Equal("▁ █", Draw([(0, 1), (8, 2)], 3));

    [Fact]
    public void Few_steps_have_a_column_each_however_far_apart_they_are() =>
        Assert.Equal("▁█▅", Sparkline.Of(Trace([(5, 1), (6, 3), (9000, 2)], Quantity.Loss), [5, 6, 9000]));

    [Fact]
    public void Steps_that_go_back_fall_into_the_same_columns() => Assert.Equal("▁█", Draw([(0, 1), (1, 2), (0, 1), (1, 9)], 2));

    [Fact]
    public void A_constant_lies_on_the_ground() => Assert.Equal("▁▁▁", Draw([(0, 5), (1, 5), (2, 5)], 3));

    [Fact]
    public void Zeros_of_a_logarithmic_series_lie_on_the_ground() =>
        Assert.Equal("▁▁█", Draw([(0, 0), (1, 1e-3), (2, 1e3)], 3, Quantity.GradNorm));

    [Fact]
    public void Huge_and_tiny_values_are_told_apart_by_their_logarithm() =>
        Assert.Equal("▁▅█", Draw([(0, 1e-300), (1, 1), (2, 1e250)], 3, Quantity.GradNorm));

    [Fact]
    public void Nothing_but_NaN_is_nothing_but_marks() => Assert.Equal("××", Draw([(0, double.NaN), (1, double.NaN)], 2));

    [Fact]
    public void Several_runs_share_one_scale()
    {
        SeriesTrace trace = Trace([(0, 1e-4), (1, 1e12), (2, 1e300)], Quantity.GradNorm);
        Assert.Equal("▁██", Sparkline.OnScale(trace, 10, 1e-4, 1e12));
    }

    private static string Draw((long Step, double Value)[] values, int columns, Quantity quantity = Quantity.Loss) =>
        Sparkline.Of(Trace(values, quantity), values.Min(one => one.Step), values.Max(one => one.Step), columns);

    private static SeriesTrace Trace((long Step, double Value)[] values, Quantity quantity)
    {
        var trace = new SeriesTrace(new Series(quantity), 64);
        foreach ((long step, double value) in values)
            trace.Add(step, value);
        return trace;
    }
}
