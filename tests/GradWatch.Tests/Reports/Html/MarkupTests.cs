using GradWatch.Reports.Html;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Reports.Html;

public sealed class MarkupTests
{
    [Theory]
    [InlineData("<script>alert('a')</script>", "&lt;script&gt;alert(&#39;a&#39;)&lt;/script&gt;")]
    [InlineData("a & \"b\"", "a &amp; &quot;b&quot;")]
    [InlineData("имя 名前 🙂", "имя 名前 🙂")]
    [InlineData("a\u0001b\u0000c\u009f", "a\uFFFDb\uFFFDc\uFFFD")]
    [InlineData("\u202Egpj.exe", "\uFFFDgpj.exe")]
    public void Text_from_anywhere_is_escaped(string text, string safe)
    {
        Assert.Equal(safe, Written(page => page.Text(text)));
        Assert.Equal($"<p title=\"{safe}\">", Written(page => page.Raw($"<p title=\"{text}\">")));
    }

    [Fact]
    public void A_sentence_stands_in_both_languages_and_one_that_is_the_same_in_both_stands_once()
    {
        Assert.Equal(
            "<span lang=\"en\">step 7</span><span lang=\"ru\">шаг 7</span>", Written(page => page.Say(new Sentence("report.step", 7))));
        Assert.Equal("NaN", Written(page => page.Say("heat.nan")));
    }

    [Fact]
    public void Names_in_a_sentence_are_code_and_cannot_change_the_words_around_them()
    {
        string page = Written(p => p.Say(new Sentence("report.place", "in")));
        Assert.Contains(", in <code>in</code>", page, StringComparison.Ordinal);
        Assert.Contains("<code>span</code>", Written(p => p.Say(new Sentence("report.place", "span"))), StringComparison.Ordinal);
        Assert.DoesNotContain("<code><", Written(p => p.Say(new Sentence("report.name", "<b>"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fc0.weight", true)]
    [InlineData("0.weight", true)]
    [InlineData("grad_norm fc0.weight", true)]
    [InlineData("runs/a.csv", true)]
    [InlineData("0.66", false)]
    [InlineData("1.2e-3", false)]
    [InlineData("1.0 … 2.5", false)]
    [InlineData("Xavier", false)]
    [InlineData("a sentence. And another", false)]
    [InlineData("The end.", false)]
    [InlineData("", false)]
    public void Only_what_nobody_writes_in_prose_is_taken_for_a_name(string argument, bool code) => Assert.Equal(
        code, Written(page => page.Say(new Sentence("report.answer.largest", 1.0, argument))).Contains("<code>", StringComparison.Ordinal));

    [Fact]
    public void A_number_does_not_break_over_two_lines() =>
        Assert.Equal("least <span class=\"nw\">7.06e-4</span>.", Written(page => page.Text("least 7.06e-4.")));

    [Fact]
    public void Numbers_of_a_drawing_are_invariant_and_short() =>
        Assert.Equal("x=\"0.33\" y=\"1000000\"", Written(page => page.Raw($"x=\"{1 / 3.0}\" y=\"{1_000_000L}\"")));

    private static string Written(Action<Markup> write)
    {
        using var output = new StringWriter();
        write(new Markup(output));
        return output.ToString();
    }
}
