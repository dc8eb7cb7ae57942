using GradWatch.Logs.Mapping;
using Xunit;

namespace GradWatch.Logs.Tests.Mapping;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("0.5", 0.5)]
    [InlineData(" -1.5e-3 ", -0.0015)]
    [InlineData("5.", 5.0)]
    [InlineData("nan", double.NaN)]
    [InlineData("-NaN", double.NaN)]
    [InlineData("1.#QNAN", double.NaN)]
    [InlineData("-nan(ind)", double.NaN)]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    [InlineData("1.#INF", double.PositiveInfinity)]
    [InlineData("1e400", double.PositiveInfinity)]
    [InlineData("-1e400", double.NegativeInfinity)]
    [InlineData("1,234", 1234.0)]
    [InlineData("1,234,567.5", 1234567.5)]
    [InlineData("0,5", 0.5)]
    [InlineData("12,25", 12.25)]
    [InlineData("np.float64(0.5)", 0.5)]
    [InlineData("tensor(0.5, device='cuda:0')", 0.5)]
    [InlineData("tensor([0.5])", 0.5)]
    [InlineData("Array(0.5, dtype=float32)", 0.5)]
    [InlineData("[0.5]", 0.5)]
    public void Numbers(string text, double value)
    {
        Assert.True(NumberText.TryParse(text, out double read));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("null")]
    [InlineData("None")]
    [InlineData("n/a")]
    [InlineData("nanometre")]
    [InlineData("info")]
    [InlineData("12:30")]
    [InlineData("1,23,4.5")]
    [InlineData("5%")]
    public void No_numbers(string text) => Assert.False(NumberText.TryParse(text, out _));

    [Theory]
    [InlineData("0,5", 0.5)]
    [InlineData("1,234", 1.234)]
    [InlineData("1.234,5", 1234.5)]
    [InlineData("0.5", 0.5)]
    public void With_a_decimal_comma(string text, double value)
    {
        Assert.True(NumberText.TryParseComma(text, out double read));
        Assert.Equal(value, read);
    }
}
