using CsCheck;
using GradWatch.Reports.Plots;
using Xunit;

namespace GradWatch.Tests.Reports.Plots;

public sealed class ValueAxisTests
{
    private const double Height = 156;
    private const double LeastTickDistance = 23;

    [Fact]
    public void No_finite_value_lies_outside_the_axis_and_larger_ones_are_never_lower() =>
        Gen.Select(Gen.Double.Array[1, 40], Gen.OneOf(Gen.Const((bool?)null), Gen.Bool.Select(b => (bool?)b))).Sample((values, log) =>
        {
            double[] finite = [.. values.Where(double.IsFinite).Order()];
            // A log axis was asked for: it is for what is never negative.
            if (log == true)
                finite = [.. finite.Select(Math.Abs).Order()];
            ValueAxis axis = ValueAxis.For(Trace.Columns(finite), Height, log, []);
            double before = Height;
            foreach (double value in finite)
            {
                double y = axis.At(value);
                Assert.InRange(y, 0, before);
                // Kept off the edges, so that none is a value cut off; an exact 0 stands on the lower edge of a log axis.
                if (axis.Scale != ValueScale.Linear && value != 0)
                    Assert.InRange(y, 0.1, Height - 0.1);
                before = y;
            }
        });

    [Fact]
    public void Values_that_are_not_finite_do_not_shape_it()
    {
        double[] calm = [1, 2, 3];
        ValueAxis with = ValueAxis.For(Trace.Columns([.. calm, double.NaN, double.PositiveInfinity, double.NegativeInfinity]), Height, null, []);
        ValueAxis without = ValueAxis.For(Trace.Columns(calm), Height, null, []);
        Assert.Equal(without.Ticks(), with.Ticks());
        Assert.Equal(without.At(2), with.At(2));
    }

    [Fact]
    public void Without_a_finite_value_it_still_has_ticks() =>
        Assert.NotEmpty(ValueAxis.For(Trace.Columns([double.NaN]), Height, true, []).Ticks());

    [Theory]
    [InlineData(1, 500, nameof(ValueScale.Linear))]
    [InlineData(1, 5000, nameof(ValueScale.Log))]
    [InlineData(-1, 500, nameof(ValueScale.Linear))]
    [InlineData(-1, 5000, nameof(ValueScale.SignedLog))]
    [InlineData(-1e308, 1.5e308, nameof(ValueScale.SignedLog))]
    public void A_span_above_1e3_is_drawn_by_decades(double low, double high, string scale) =>
        Assert.Equal(scale, ValueAxis.For(Trace.Columns([low, high]), Height, null, []).Scale.ToString());

    [Fact]
    public void A_linear_axis_starts_at_0()
    {
        ValueAxis axis = ValueAxis.For(Trace.Columns([3, 4]), Height, null, []);
        Assert.Equal(Height, axis.At(0));
        Assert.Equal("0", axis.Ticks().First().Label);
    }

    [Fact]
    public void The_norm_of_a_healthy_run_is_not_magnified()
    {
        ValueAxis axis = ValueAxis.For(Trace.Columns([0.9, 1.1]), Height, true, [1e-2, 1e2]);
        Assert.Equal(["1e-2", "1e-1", "1", "1e1", "1e2"], axis.Ticks().Select(tick => tick.Label));
        Assert.InRange(axis.At(0.9) - axis.At(1.1), 0, 5);
    }

    [Fact]
    public void At_least_two_decades_are_shown()
    {
        ValueAxis axis = ValueAxis.For(Trace.Columns([5, 5.1]), Height, true, []);
        Assert.InRange(axis.At(5) - axis.At(50), 1, Height / 2);
    }

    [Fact]
    public void Log_ticks_stand_at_whole_decades_in_even_spacing_at_least_23_px_apart() =>
        Gen.Select(Gen.Double[-300, 300], Gen.Double[0, 300], Gen.Double[40, 400]).Sample((decade, span, height) =>
        {
            double[] values = [Math.Pow(10, decade), Math.Pow(10, Math.Min(decade + span, 308))];
            ValueAxis axis = ValueAxis.For(Trace.Columns(values), height, true, []);
            double[] ticks = [.. axis.Ticks().Select(tick => Math.Log10(tick.Value))];
            Assert.All(ticks, tick => Assert.Equal(Math.Round(tick), tick, 6));
            double[] distances = [.. ticks.Zip(ticks.Skip(1), (a, b) => Math.Round(b - a, 6))];
            Assert.All(distances, distance => Assert.Contains(distance, new double[] { 1, 2, 3, 5, 10, 20, 50, 100, 200 }));
            Assert.True(distances.Distinct().Count() <= 1);
            double[] places = [.. axis.Ticks().Select(tick => axis.At(tick.Value))];
            Assert.All(places.Zip(places.Skip(1), (a, b) => a - b), px => Assert.True(px >= LeastTickDistance - 0.2, $"{px} px apart"));
        }, seed: "czOJOHgscMX5");

    [Fact]
    public void Linear_ticks_are_round_at_least_23_px_apart_and_more_than_0_alone() =>
        Gen.Select(Gen.Double[-290, 290], Gen.Double[1, 10], Gen.Double[60, 400]).Sample((decade, lead, height) =>
        {
            double top = lead * Math.Pow(10, decade);
            ValueAxis axis = ValueAxis.For(Trace.Columns([top / 2, top]), height, false, []);
            (double Value, string Label)[] ticks = [.. axis.Ticks()];
            Assert.True(ticks.Length >= 2, $"{ticks.Length} ticks up to {top}");
            double[] places = [.. ticks.Select(tick => axis.At(tick.Value))];
            Assert.All(places.Zip(places.Skip(1), (a, b) => a - b), px => Assert.True(px >= LeastTickDistance - 0.2, $"{px} px apart"));
        });

    [Fact]
    public void Ticks_are_written_without_trailing_zeros() => Assert.Equal(
        ["0", "0.02", "0.04"], ValueAxis.For(Trace.Columns([0.05, 0.05]), 60, false, []).Ticks().Select(tick => tick.Label));

    [Fact]
    public void A_signed_log_axis_has_0_and_decades_on_both_sides()
    {
        ValueAxis axis = ValueAxis.For(Trace.Columns([-1e6, -1, 0, 1, 1e6]), Height, null, []);
        string[] labels = [.. axis.Ticks().Select(tick => tick.Label)];
        Assert.Contains("0", labels);
        Assert.Contains(labels, label => label.StartsWith("1e", StringComparison.Ordinal));
        Assert.Contains(labels, label => label.StartsWith("-1e", StringComparison.Ordinal));
        Assert.Equal(axis.At(0) - axis.At(1e6), axis.At(-1e6) - axis.At(0), 0.11);
    }

    [Fact]
    public void An_exact_0_stands_on_the_lower_edge_of_a_log_axis() =>
        Assert.Equal(Height, ValueAxis.For(Trace.Columns([0, 1, 1e5]), Height, true, []).At(0));
}
