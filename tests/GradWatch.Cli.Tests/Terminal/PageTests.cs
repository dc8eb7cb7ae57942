using GradWatch.Cli.Terminal;
using Xunit;

namespace GradWatch.Cli.Tests.Terminal;

public sealed class PageTests
{
    [Fact]
    public void Text_is_broken_at_words() => Assert.Equal(["one two", "three"], Page.Break("one two three", 8));

    [Fact]
    public void A_word_that_is_too_long_stands_alone() => Assert.Equal(["a", "incomprehensible", "b"], Page.Break("a incomprehensible b", 5));

    [Fact]
    public void An_empty_text_is_one_empty_line() => Assert.Equal([""], Page.Break("", 5));

    [Fact]
    public void Further_lines_hang_under_the_first() => Assert.Equal(
        ["  label  " + new string('a', 60), "         " + new string('b', 60)],
        Printed.Lines(Printed.By(console => new Page(console).Paragraph(
            "  label", Tone.Plain, 9, new string('a', 60) + " " + new string('b', 60), Tone.Plain))));
}
