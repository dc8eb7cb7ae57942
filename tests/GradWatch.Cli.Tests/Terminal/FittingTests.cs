using GradWatch.Cli.Terminal;
using Xunit;

namespace GradWatch.Cli.Tests.Terminal;

public sealed class FittingTests
{
    [Fact]
    public void Of_a_path_the_end_is_kept() => Assert.Equal("…s/run7.csv", Fitting.End("/data/experiments/run7.csv", 11));

    [Fact]
    public void Of_a_series_both_ends_are_kept() => Assert.Equal("tra…_loss", Fitting.Middle("train/a_very_long_part_loss", 9));

    [Fact]
    public void What_fits_is_left_alone() => Assert.Equal("loss", Fitting.Middle(Fitting.End("loss", 4), 4));
}
