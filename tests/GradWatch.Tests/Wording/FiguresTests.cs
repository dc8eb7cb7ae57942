using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Wording;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0.0226, "0.0226")]
    [InlineData(7.06e-4, "7.06e-4")]
    [InlineData(432, "432")]
    [InlineData(4620, "4.62e3")]
    [InlineData(0.089, "0.0890")]
    [InlineData(1, "1.00")]
    [InlineData(999.9, "1.00e3")]
    [InlineData(0.0009999, "1.00e-3")]
    [InlineData(-2.5, "-2.50")]
    [InlineData(0, "0")]
    [InlineData(1e-310, "1.00e-310")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    public void A_value_has_three_significant_digits(double value, string written) => Assert.Equal(written, Figures.Format(value));

    [Theory]
    [InlineData(0.05, "0.05")]
    [InlineData(6e-5, "6e-5")]
    [InlineData(1.5e300, "1.5e300")]
    [InlineData(65536, "65536")]
    public void A_setting_is_written_as_it_is_set(double value, string written) => Assert.Equal(written, Figures.Plain(value));
}
