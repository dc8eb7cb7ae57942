using CsCheck;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Tests.Observations;

public sealed class SeriesTraceTests
{
    private static readonly Series Norm = new(Quantity.GradNorm);

    [Fact]
    public void A_short_run_is_kept_whole()
    {
        SeriesTrace trace = Trace(64, Enumerable.Range(0, 64).Select(i => (double)i));
        Assert.Equal(64, trace.Bins.Length);
        Assert.Equal(41, trace.Bins[41].Last);
    }

    [Fact]
    public void No_extreme_and_no_value_that_is_not_finite_is_lost_in_a_long_run() => Gen.Double.Array[1, 5000].Sample(values =>
    {
        SeriesTrace trace = Trace(64, values);
        double[] finite = [.. values.Where(double.IsFinite)];
        Assert.InRange(trace.Bins.Length, 1, 64);
        Assert.Equal(finite.DefaultIfEmpty(double.NaN).Max(), trace.Max);
        Assert.Equal(finite.DefaultIfEmpty(double.NaN).Min(), trace.Min);
        long count = 0, nonFinite = 0;
        double max = double.NaN;
        foreach (TraceBin bin in trace.Bins)
        {
            count += bin.Count;
            nonFinite += bin.NonFinite;
            max = double.IsNaN(bin.Max) || max >= bin.Max ? max : bin.Max;
        }
        Assert.Equal(values.Length, count);
        Assert.Equal(values.Count(value => !double.IsFinite(value)), nonFinite);
        Assert.Equal(trace.Max, max);
    });

    [Fact]
    public void The_first_value_that_is_not_finite_keeps_its_step()
    {
        SeriesTrace trace = Trace(16, Enumerable.Range(0, 1000).Select(i => i == 700 ? double.NaN : 1.0));
        Assert.Equal(700, trace.FirstNonFiniteStep);
        Assert.Equal(1, trace.NonFinite);
    }

    private static SeriesTrace Trace(int capacity, IEnumerable<double> values)
    {
        var trace = new SeriesTrace(Norm, capacity);
        long step = 0;
        foreach (double value in values)
            trace.Add(step++, value);
        return trace;
    }
}
