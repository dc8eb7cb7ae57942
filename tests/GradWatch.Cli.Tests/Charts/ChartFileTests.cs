using GradWatch.Cli.Charts;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Wording;
using SkiaSharp;
using Xunit;

namespace GradWatch.Cli.Tests.Charts;

public sealed class ChartFileTests
{
    private static readonly SKColor Line = SKColor.Parse("#1d4a72");
    private static readonly SKColor NotFinite = SKColor.Parse("#7b1fa2");

    public static TheoryData<string, double[]> OddSeries => new()
    {
        { "one point", [0.5] },
        { "nothing finite", [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.NaN] },
        { "constant", [2, 2, 2, 2, 2] },
        { "zeros on a log axis", [0, 1e-3, 0, 1e3, 0] },
        { "huge early values", [1e300, 1e250, 1, 0.5, 0.4, 0.3] },
        { "tiny", [5e-324, 1e-320, 1e-310] },
        { "both signs", [-1e30, 5, -3, 1e20, 0] },
        { "two far apart", [1, double.NaN, double.NaN, 1] },
    };

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Russian)]
    public void A_run_is_a_picture_of_its_size_with_a_line(Language language)
    {
        using SKBitmap picture = Draw([SomeReport.Healthy()], language);
        Assert.Equal((int)(RunChart.Width * ChartFile.Scale), picture.Width);
        Assert.True(Count(picture, Line) > 1000, "no line is drawn");
        Assert.Equal(0, Count(picture, NotFinite));
    }

    [Fact]
    public void What_is_not_finite_has_marks_of_its_own_colour()
    {
        using SKBitmap picture = Draw([SomeReport.Sick()], Language.English);
        Assert.True(Count(picture, NotFinite) > 300, "no marks are drawn");
    }

    [Theory]
    [MemberData(nameof(OddSeries))]
    public void Odd_series_do_not_ruin_the_picture(string _, double[] values)
    {
        RunRecord record = SomeReport.Record(values.Length, step => (values[step], Math.Abs(values[step]), values[step]));
        using SKBitmap picture = Draw([SomeReport.Of("odd.csv", record, [])], Language.English);
        Assert.True(picture.Height < 3000);
        Assert.True(Count(picture, Line) + Count(picture, NotFinite) > 20, "nothing is drawn");
    }

    [Fact]
    public void A_resumed_run_that_goes_back_is_drawn()
    {
        var record = new RunRecord();
        foreach (long step in new long[] { 0, 1, 2, 3, 1, 2, 3, 4 })
            record.Add(new Observation(step, new Series(Quantity.GradNorm), 1 + step));
        using SKBitmap picture = Draw([SomeReport.Of("resumed.csv", record, [])], Language.English);
        Assert.True(Count(picture, Line) > 100);
    }

    [Fact]
    public void A_run_without_a_series_of_the_whole_model_says_so()
    {
        var record = new RunRecord();
        record.Add(new Observation(0, new Series(Quantity.GradNorm, "w"), 1));
        using SKBitmap picture = Draw([SomeReport.Of("x.csv", record, [])], Language.Russian);
        Assert.True(picture.Width > 0);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(100)]
    public void Several_runs_share_a_picture(int count)
    {
        Report[] reports = [.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? SomeReport.Sick($"runs/{i}.csv") : SomeReport.Healthy($"runs/{i}.csv"))];
        using SKBitmap picture = Draw(reports, Language.English);
        Assert.Equal((int)(RunsChart.Width * ChartFile.Scale), picture.Width);
        Assert.True(picture.Height < 5000, "a picture that nobody can open");
        Assert.True(Count(picture, Line) > 1000);
    }

    [Fact]
    public void Letters_of_both_languages_have_a_font()
    {
        Assert.SkipUnless(Lettering.HasCyrillic, "no font with Cyrillic letters is installed");
        using SKFont font = Lettering.Plain(12);
        Assert.True(font.ContainsGlyphs("Взрыв градиента с шага 0 … → ∞"));
    }

    private static SKBitmap Draw(IReadOnlyList<Report> reports, Language language)
    {
        using var stream = new MemoryStream();
        ChartFile.Write(reports, stream, language);
        return SKBitmap.Decode(stream.ToArray());
    }

    private static int Count(SKBitmap picture, SKColor colour) =>
        picture.Pixels.Count(pixel => Math.Abs(pixel.Red - colour.Red) + Math.Abs(pixel.Green - colour.Green) + Math.Abs(pixel.Blue - colour.Blue) < 30);
}
