using GradWatch.Cli.Upkeep;
using Xunit;

namespace GradWatch.Cli.Tests.Upkeep;

public sealed class LimitsTests
{
    [Theory]
    [InlineData("30d", 30 * 24)]
    [InlineData("12h", 12)]
    [InlineData("90m", 1.5)]
    [InlineData("2w", 14 * 24)]
    [InlineData("0.5d", 12)]
    public void An_age_is_a_number_and_a_unit(string text, double hours)
    {
        Assert.True(Age.TryParse(text, out TimeSpan age));
        Assert.Equal(hours, age.TotalHours, 1e-6);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("d")]
    [InlineData("-3d")]
    [InlineData("3y")]
    [InlineData("1e9d")]
    public void Anything_else_is_none(string text) => Assert.False(Age.TryParse(text, out _));

    [Theory]
    [InlineData("5GB", 5_000_000_000)]
    [InlineData("1.5mb", 1_500_000)]
    [InlineData("4GiB", 4L << 30)]
    [InlineData("100B", 100)]
    public void A_size_is_a_number_and_a_unit(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out long read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("GB")]
    [InlineData("-1GB")]
    [InlineData("99999999999TB")]
    public void No_other_text_is_a_size(string text) => Assert.False(ByteSize.TryParse(text, out _));
}
