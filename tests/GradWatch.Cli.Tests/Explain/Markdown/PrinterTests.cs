using GradWatch.Cli.Explain.Markdown;
using GradWatch.Cli.Tests.Terminal;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Cli.Tests.Explain.Markdown;

public sealed class PrinterTests
{
    private const string Sample = """
        # some_detector

        A sentence with `code`, **weight**, *stress* and a [page](other.md), long enough that it goes on in a second line of the console.

        ![Norm of a run, alarm at step 3](../images/x.png)

        ## Formula

            a = b / c
              + d

        | name | unit | default | why |
        |---|---|---:|---|
        | `alarm` | share | 0.1 | a reason that is long enough to be broken at its words where the table is too wide for the console, as here |
        | `lasting` | steps | 30 | short |

        ## Lists

        - one
        - two, which is long enough that it goes on in a second line of the console, under its own beginning
          - inner
        1. first
        2. second

        Source: Somebody, *A Title*, 2020, <https://example.org/a>; [paper](https://example.org/b).
        """;

    [Theory]
    [InlineData(100)]
    [InlineData(60)]
    public void Everything_that_a_page_uses_is_printed(int width) => Snapshot.Matches($"explain_{width}", Print(Sample, width));

    [Fact]
    public void A_picture_is_told_in_the_language() =>
        Assert.Equal("Рисунок: Норма", Printed.By(console => new Printer(console, Language.Russian, 80).Write([.. Document.Parse("![Норма](x.png)")])).TrimEnd());

    [Fact]
    public void Punctuation_stays_with_its_identifier() =>
        Assert.Equal("(see clip_gradient_norm).", Print("(see `clip_gradient_norm`).", 80).TrimEnd());

    private static string Print(string text, int width) =>
        Printed.By(console => new Printer(console, Language.English, width).Write([.. Document.Parse(text)]));
}
