using GradWatch.Reports;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Reports;

public sealed class TextReportTests
{
    [Fact]
    public void A_sick_run_is_told_with_where_since_why_and_what_to_do()
    {
        string[] lines = Lines(Some.Sick(), Language.English);
        Assert.StartsWith("Critical: ", lines[0]);
        foreach (string question in new[] { "Where", "Since", "Why", "What to do" })
            Assert.Contains(lines, line => line.StartsWith($"  {question}: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_healthy_run_is_one_line() => Assert.StartsWith("Healthy: ", Assert.Single(Lines(Some.Healthy(), Language.English)));

    [Fact]
    public void It_speaks_Russian() => Assert.Contains(Lines(Some.Sick(), Language.Russian), line => line.StartsWith("  Почему: ", StringComparison.Ordinal));

    private static string[] Lines(Report report, Language language)
    {
        using StringWriter output = new();
        TextReport.Write(report, output, language);
        return output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }
}
