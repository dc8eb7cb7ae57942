using GradWatch.Cli.Explain;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Cli.Tests.Explain;

public sealed class ExplainTests
{
    [Theory]
    [InlineData("en", "update_ratio")]
    [InlineData("ru", "learning_rate_too_high")]
    public async Task A_page_is_plain_text_of_at_most_a_hundred_columns_when_piped(string language, string id)
    {
        ToolResult result = await Tool.Run("explain", id, "--lang", language);
        Assert.Equal((ExitStatus.Calm, ""), (result.Status, result.Error));
        Assert.StartsWith(id + "\n\n", result.Output, StringComparison.Ordinal);
        Assert.All(Printed(result.Output), line => Assert.True(line.Length <= 100, line));
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.DoesNotContain("](", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("**", result.Output, StringComparison.Ordinal);
        Assert.Equal(language == "ru", result.Output.Any(letter => letter is >= 'а' and <= 'я'));
    }

    [Fact]
    public async Task Several_pages_stand_one_after_the_other_none_twice()
    {
        ToolResult result = await Tool.Run("explain", "bad_batch", "gradient_spike", "bad_batch");
        string[] lines = Printed(result.Output);
        Assert.Equal(["bad_batch", "gradient_spike"], lines.Where(line => line is "bad_batch" or "gradient_spike"));
        Assert.Equal(ExitStatus.Calm, result.Status);
    }

    [Fact]
    public async Task An_unknown_id_is_told_with_the_nearest_and_the_others_are_printed()
    {
        ToolResult result = await Tool.Run("explain", "updat_ratio", "bad_batch");
        Assert.Equal(ExitStatus.Unusable, result.Status);
        Assert.Equal(
            "gradwatch: there is no detector, cause or remedy 'updat_ratio'. Did you mean 'update_ratio'? gradwatch explain lists them.\n", result.Error);
        Assert.StartsWith("bad_batch\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public async Task Without_an_id_all_are_listed(string language)
    {
        ToolResult result = await Tool.Run("explain", "--lang", language);
        string[] lines = Printed(result.Output);
        Assert.Equal((ExitStatus.Calm, ""), (result.Status, result.Error));
        Assert.All(PageShelf.All, subject => Assert.Contains(lines, line => line.StartsWith($"  {subject.Id} ", StringComparison.Ordinal)));
        Assert.All(lines, line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public void Everything_that_a_report_names_has_a_page()
    {
        Assert.All(Detectors.BuiltInDetectors.All(), detector => Assert.Equal("detectors", PageShelf.Find(detector.Id)?.Kind));
        Assert.All(
            Diagnosis.Causes.BuiltInCauses.All.SelectMany(cause => Remedies.Answering.To(cause.Id)),
            answer => Assert.Equal("remedies", PageShelf.Find(answer.Remedy)?.Kind));
        Assert.All(Diagnosis.Causes.BuiltInCauses.All, cause => Assert.Equal("causes", PageShelf.Find(cause.Id)?.Kind));
    }

    [Fact]
    public void A_sentence_tells_what_each_is() => Assert.All(
        PageShelf.All, subject => Assert.EndsWith(".", PageShelf.Sentence(subject, Language.English), StringComparison.Ordinal));

    [Fact]
    public void A_remedy_says_which_causes_it_answers_and_how_well()
    {
        foreach (Language language in Enum.GetValues<Language>())
        {
            string page = PageShelf.Text("remedies", language);
            foreach (Diagnosis.Causes.ICause cause in Diagnosis.Causes.BuiltInCauses.All)
            {
                Assert.All(Remedies.Answering.To(cause.Id), answer =>
                {
                    string section = page[page.IndexOf($"## {answer.Remedy}\n", StringComparison.Ordinal)..].Split("\n## ")[0];
                    Assert.Contains(FormattableString.Invariant($"{cause.Id}{(language == Language.Russian ? ".ru" : "")}.md) {answer.Fit}"), section, StringComparison.Ordinal);
                });
            }
        }
    }

    private static string[] Printed(string text) => text.TrimEnd('\n').Split('\n');
}
