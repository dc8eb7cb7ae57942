using System.Globalization;
using System.Text.Json;
using GradWatch.Detectors;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Reports.Html;
using GradWatch.Reports.Plots;
using Xunit;

namespace GradWatch.Tests.Reports.Html;

public sealed class PlotDataTests
{
    [Fact]
    public void The_cursor_reads_each_step_with_its_value()
    {
        JsonElement strip = Data(Some.Report(Some.Record([1, 0, double.NaN, 4620]))).GetProperty("strips")[0];
        Assert.Equal("0 1 1 1", strip.GetProperty("s").GetString());
        Assert.Equal("1.00|0|NaN|4.62e3", strip.GetProperty("v").GetString());
        Assert.False(strip.TryGetProperty("w", out _));
    }

    [Fact]
    public void A_column_of_a_long_run_names_its_steps_and_both_extremes()
    {
        double[] norms = [.. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? 1.0 : 2.0)];
        JsonElement strip = Data(Some.Report(Some.Record(norms)), columns: 100).GetProperty("strips")[0];
        Assert.StartsWith("1.00 … 2.00|", strip.GetProperty("v").GetString(), StringComparison.Ordinal);
        long[] firsts = Numbers(strip, "s"), widths = Numbers(strip, "w");
        long first = 0;
        long next = 0;
        for (int i = 0; i < firsts.Length; i++)
        {
            first += firsts[i];
            Assert.Equal(next, first);
            next = first + widths[i] + 1;
        }
        Assert.Equal(1000, next);
    }

    [Fact]
    public void A_run_whose_episodes_fill_under_a_fifth_of_it_opens_zoomed_on_them()
    {
        RunRecord record = Some.Record(Enumerable.Repeat(1.0, 1000));
        JsonElement zoom = Data(Some.Report(record, [Some.Episode(500, 520, Severity.Warning)])).GetProperty("zoom");
        Assert.InRange(zoom[0].GetDouble(), 450, 500);
        Assert.InRange(zoom[1].GetDouble(), 520, 570);
        Assert.False(Data(Some.Report(record, [Some.Episode(0, 900, Severity.Warning)])).TryGetProperty("zoom", out _));
        Assert.False(Data(Some.Report(record, [Some.Episode(500, 520, Severity.Info)])).TryGetProperty("zoom", out _));
    }

    [Fact]
    public void The_cursor_stands_at_the_alarm_of_a_sick_run_and_at_the_end_of_a_healthy_one()
    {
        Assert.Equal(7, Data(Some.Sick()).GetProperty("at").GetInt64());
        Assert.Equal(7, Data(Some.Healthy()).GetProperty("at").GetInt64());
        Assert.Equal(3, Data(Some.Report(Some.Record([1, 2, 3, 4]))).GetProperty("at").GetInt64());
    }

    private static JsonElement Data(Report report, int columns = 1200)
    {
        var steps = new StepAxis(report.Record);
        List<Strip> strips = StripStack.Of(report, steps, columns);
        return JsonDocument.Parse(PlotData.Of(report, steps, strips, new HeatMap(report.Record, steps))).RootElement;
    }

    private static long[] Numbers(JsonElement strip, string key) =>
        [.. strip.GetProperty(key).GetString()!.Split(' ').Select(text => long.Parse(text, CultureInfo.InvariantCulture))];
}
