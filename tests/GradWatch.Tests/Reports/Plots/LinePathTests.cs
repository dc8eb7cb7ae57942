using GradWatch.Observations;
using GradWatch.Reports.Plots;
using Xunit;

namespace GradWatch.Tests.Reports.Plots;

public sealed class LinePathTests
{
    [Fact]
    public void A_line_joins_values_that_follow_each_other() => Assert.Equal(1, Moves([1, 2, 3, 4]));

    [Fact]
    public void A_line_is_broken_at_what_is_not_finite_at_a_gap_and_where_a_run_was_resumed()
    {
        Assert.Equal(2, Moves([1, 2, double.NaN, 4, 5]));
        long[] gap = [0, 1, 2, 90, 91];
        Assert.Equal(2, Moves(gap.Select(_ => 1.0), i => gap[i]));
        long[] resumed = [0, 1, 2, 1, 2];
        Assert.Equal(2, Moves(resumed.Select(_ => 1.0), i => resumed[i]));
    }

    [Fact]
    public void A_column_of_several_values_is_a_stroke_from_the_smallest_to_the_largest()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? 1.0 : 9.0)];
        (List<Column> columns, StepAxis steps, ValueAxis axis) = Plot(values, 10);
        string first = LinePath.Line(columns, steps, axis).Split('L')[0];
        string second = LinePath.Line(columns, steps, axis).Split('L')[1];
        Assert.Equal($"{axis.At(1)}", first.Split(' ')[1]);
        Assert.Equal($"{axis.At(9)}", second.Split(' ')[1]);
    }

    [Fact]
    public void A_value_without_neighbours_is_a_dot()
    {
        (List<Column> columns, StepAxis steps, ValueAxis axis) = Plot([1, double.NaN, 3, double.NaN, 5, 6]);
        Assert.Equal(2, LinePath.Lone(columns, steps, axis).Count(c => c == 'M'));
        (columns, steps, axis) = Plot([7]);
        Assert.Equal(1, LinePath.Lone(columns, steps, axis).Count(c => c == 'M'));
        (columns, steps, axis) = Plot([1, 2, 3]);
        Assert.Empty(LinePath.Lone(columns, steps, axis));
    }

    [Fact]
    public void Every_value_of_a_short_run_has_a_dot_and_what_is_not_finite_has_none()
    {
        (List<Column> columns, StepAxis steps, ValueAxis axis) = Plot([1, double.NaN, 3, double.PositiveInfinity, 5]);
        Assert.Equal(3, LinePath.Dots(columns, steps, axis).Count(c => c == 'M'));
    }

    [Fact]
    public void Exact_zeros_of_a_log_axis_have_a_ring_on_the_lower_edge()
    {
        (List<Column> columns, StepAxis steps, ValueAxis axis) = Plot([0, 1, 1e6, 0]);
        Assert.Equal(ValueScale.Log, axis.Scale);
        string[] rings = LinePath.Zeros(columns, steps, axis).Split('M', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, rings.Length);
        Assert.All(rings, ring => Assert.EndsWith($" {axis.Height}h0", ring, StringComparison.Ordinal));
        (columns, steps, axis) = Plot([0, 1, 2]);
        Assert.Empty(LinePath.Zeros(columns, steps, axis));
    }

    private static int Moves(IEnumerable<double> values, Func<int, long>? step = null)
    {
        (List<Column> columns, StepAxis steps, ValueAxis axis) = Plot(values, step: step);
        return LinePath.Line(columns, steps, axis).Count(c => c == 'M');
    }

    private static (List<Column> Columns, StepAxis Steps, ValueAxis Values) Plot(
        IEnumerable<double> values, int most = 1000, Func<int, long>? step = null)
    {
        double[] all = [.. values];
        List<Column> columns = Trace.Columns(all, most, step);
        return (columns, new StepAxis(Trace.Record(Quantity.GradNorm, all, step)), ValueAxis.For(columns, 100, null, []));
    }
}
