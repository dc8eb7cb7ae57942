using CsCheck;
using GradWatch.Observations;
using GradWatch.Reports.Plots;
using Xunit;

namespace GradWatch.Tests.Reports.Plots;

public sealed class MarkLayoutTests
{
    private const double Inf = double.PositiveInfinity;

    [Fact]
    public void Every_stretch_keeps_a_symbol_and_none_covers_another() =>
        Gen.OneOf(Gen.Double[0, 1], Gen.OneOf(double.NaN, Inf, -Inf)).Array[1, 300].Sample(values =>
        {
            List<PlacedMark> placed = Place(values);
            Assert.Equal(NonFiniteMark.Of(Trace.Columns(values)).Count, placed.Count);
            double[] places = [.. placed.SelectMany(mark => mark.Symbols)];
            Assert.All(places.Zip(places.Skip(1), (a, b) => b - a), distance => Assert.True(distance >= 11 * MarkLayout.UnitsPerPixel - 1e-6));
        });

    [Fact]
    public void A_stretch_with_room_has_its_word_and_steps()
    {
        PlacedMark placed = Assert.Single(Place([.. Enumerable.Repeat(1.0, 20), .. Enumerable.Repeat(double.NaN, 20)]));
        Assert.Equal("NaN 20–39", placed.Label);
        Assert.False(placed.Before);
    }

    [Fact]
    public void At_the_right_edge_the_label_stands_left_of_its_symbol()
    {
        PlacedMark placed = Assert.Single(Place([.. Enumerable.Repeat(1.0, 79), Inf]));
        Assert.Equal("Inf 79", placed.Label);
        Assert.True(placed.Before);
    }

    [Fact]
    public void A_stretch_without_room_leaves_its_word_to_the_next()
    {
        List<PlacedMark> placed = Place([.. Enumerable.Repeat(1.0, 20), Inf, .. Enumerable.Repeat(double.NaN, 60)]);
        Assert.Equal(["Inf", "NaN"], placed.Select(mark => mark.Mark.Word));
        Assert.Equal(["Inf 20", "NaN 21–80"], placed.Select(mark => mark.Label));
        placed = Place([Inf, .. Enumerable.Repeat(double.NaN, 60)]);
        Assert.Equal(["", "Inf, NaN 1–60"], placed.Select(mark => mark.Label));
    }

    private static List<PlacedMark> Place(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return [.. MarkLayout.Place(NonFiniteMark.Of(Trace.Columns(all)), new StepAxis(Trace.Record(Quantity.GradNorm, all)))];
    }
}
