using GradWatch.Cli.Help;
using Xunit;

namespace GradWatch.Cli.Tests.Help;

public sealed class SpellingTests
{
    private static readonly string[] Known = ["diagnose", "watch", "--json", "--html"];

    [Theory]
    [InlineData("diagnoes", "diagnose")]
    [InlineData("diag", "diagnose")]
    [InlineData("wacth", "watch")]
    [InlineData("--jsn", "--json")]
    [InlineData("--htlm=x", "--html")]
    public void The_nearest_word_is_found(string given, string meant) => Assert.Equal(meant, Spelling.Nearest(given, Known));

    [Theory]
    [InlineData("train")]
    [InlineData("--quiet")]
    [InlineData("x")]
    public void Another_word_has_no_nearest(string given) => Assert.Null(Spelling.Nearest(given, Known));
}
