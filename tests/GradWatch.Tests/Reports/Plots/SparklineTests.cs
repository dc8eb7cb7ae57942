using GradWatch.Observations;
using GradWatch.Reports.Plots;
using Xunit;

namespace GradWatch.Tests.Reports.Plots;

public sealed class SparklineTests
{
    [Fact]
    public void All_runs_share_one_scale_so_that_a_healthy_one_lies_low()
    {
        double healthy = Lowest([1, 1, 1]);
        double sick = Lowest([1, 1e6, 1e12]);
        Assert.InRange(healthy, sick + 10, Sparkline.Height);
    }

    [Fact]
    public void A_spike_of_one_step_and_a_NaN_are_seen_in_a_long_run()
    {
        double[] values = [.. Enumerable.Range(0, 5000).Select(i => i == 2500 ? 1e9 : i == 4000 ? double.NaN : 1)];
        Assert.InRange(Lowest(values), 0, 10);
        RunRecord record = Trace.Record(Quantity.GradNorm, values);
        Assert.Single(Sparkline.Of(record.Traces[0], record).NonFinite);
    }

    private static double Lowest(double[] values)
    {
        RunRecord record = Trace.Record(Quantity.GradNorm, values);
        string line = Sparkline.Of(record.Traces[0], record).Line.Replace("h.1", "", StringComparison.Ordinal);
        return line.Split('M', 'L').Where(point => point.Length > 0)
            .Min(point => double.Parse(point.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
