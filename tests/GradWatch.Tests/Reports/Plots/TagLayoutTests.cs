using CsCheck;
using GradWatch.Reports.Plots;
using Xunit;

namespace GradWatch.Tests.Reports.Plots;

public sealed class TagLayoutTests
{
    [Fact]
    public void A_letter_stands_where_its_episode_begins() => Assert.Equal([0, 100, 300], TagLayout.Place([0, 100, 300], 560));

    [Fact]
    public void Letters_of_episodes_that_begin_together_stand_side_by_side() => Assert.Equal([50, 66, 82], TagLayout.Place([50, 50, 51], 560));

    [Fact]
    public void At_the_right_edge_they_are_pushed_left() => Assert.Equal([496, 512, 528, 544], TagLayout.Place([540, 545, 550, 558], 560));

    [Fact]
    public void A_letter_that_would_stand_far_from_its_episode_is_left_out() =>
        Assert.Contains(double.NaN, TagLayout.Place([.. Enumerable.Repeat(50.0, 20)], 560));

    [Fact]
    public void Letters_never_overlap_and_never_leave_the_row() =>
        Gen.Select(Gen.Double[0, 560].Array[0, 60], Gen.Double[40, 560]).Sample((starts, width) =>
        {
            double[] places = [.. TagLayout.Place([.. starts.Where(x => x <= width).Order()], width).Where(x => !double.IsNaN(x))];
            Assert.All(places, x => Assert.InRange(x, 0, width - TagLayout.Width));
            Assert.All(places.Zip(places.Skip(1), (a, b) => b - a), distance => Assert.True(distance >= TagLayout.Width - 1e-9));
        });
}
