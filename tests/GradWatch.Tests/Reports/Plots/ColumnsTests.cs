using CsCheck;
using GradWatch.Reports.Plots;
using Xunit;

namespace GradWatch.Tests.Reports.Plots;

public sealed class ColumnsTests
{
    [Fact]
    public void Thinning_keeps_the_extremes_and_everything_that_is_not_finite() =>
        Gen.Double.Array[1, 3000].Sample(values =>
        {
            List<Column> columns = Trace.Columns(values, most: 50);
            double[] finite = [.. values.Where(double.IsFinite)];
            Assert.InRange(columns.Count, 1, 51);
            Assert.Equal(finite.DefaultIfEmpty(double.NaN).Max(), Fold(columns, c => c.Max, Math.Max));
            Assert.Equal(finite.DefaultIfEmpty(double.NaN).Min(), Fold(columns, c => c.Min, Math.Min));
            for (int step = 0; step < values.Length; step++)
            {
                Column its = columns.Find(c => c.First <= step && step <= c.Last);
                Assert.True(!double.IsNaN(values[step]) || its.NaN);
                Assert.True(!double.IsPositiveInfinity(values[step]) || its.PositiveInfinity);
                Assert.True(!double.IsNegativeInfinity(values[step]) || its.NegativeInfinity);
                Assert.True(!double.IsFinite(values[step]) || (its.Min <= values[step] && values[step] <= its.Max));
            }
        });

    [Fact]
    public void A_short_run_has_a_column_for_each_value()
    {
        List<Column> columns = Trace.Columns([1, 2, 3]);
        Assert.Equal([1, 2, 3], columns.Select(c => c.Max));
        Assert.Equal([true, false, false], columns.Select(c => c.Apart));
    }

    [Fact]
    public void A_gap_is_not_joined_but_a_changed_logging_interval_is()
    {
        long[] gap = [0, 1, 2, 3, 90, 91, 92];
        Assert.Equal([0, 90L], Trace.Columns(gap.Select(_ => 1.0), step: i => gap[i]).Where(c => c.Apart).Select(c => c.First));
        long[] interval = [0, 1, 2, 3, 53, 103, 153];
        Assert.Equal([0L], Trace.Columns(interval.Select(_ => 1.0), step: i => interval[i]).Where(c => c.Apart).Select(c => c.First));
    }

    [Fact]
    public void A_resumed_run_begins_anew()
    {
        long[] steps = [0, 1, 2, 3, 1, 2, 3, 4];
        Assert.Equal([0, 1L], Trace.Columns(steps.Select(_ => 1.0), step: i => steps[i]).Where(c => c.Apart).Select(c => c.First));
    }

    [Fact]
    public void Nothing_is_joined_across_a_value_that_is_not_finite()
    {
        List<Column> columns = Trace.Columns([1, 2, double.NaN, 4, 5]);
        Assert.Equal([true, false, true, true, false], columns.Select(c => c.Apart));
    }

    private static double Fold(List<Column> columns, Func<Column, double> side, Func<double, double, double> worse) =>
        columns.Select(side).Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Aggregate(worse);
}
