using System.Text.Json;
using GradWatch.Reports;
using Xunit;

namespace GradWatch.Tests.Reports;

public sealed class ReportFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gradwatch").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void The_ending_of_the_name_says_what_is_written()
    {
        Assert.StartsWith("<!doctype html>", Saved("report.html"));
        Assert.StartsWith("Critical: ", Saved("report.txt"));
        string[] lines = Saved("runs.jsonl", 2).TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Equal("critical", JsonDocument.Parse(line).RootElement.GetProperty("verdict").GetString()));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_made_and_no_draft_is_left()
    {
        Saved(Path.Combine("new", "report.html"));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "new")));
    }

    [Fact]
    public void Another_ending_is_refused_with_the_endings_that_there_are()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => ReportFile.Save(Some.Sick(), Path.Combine(_folder, "report.pdf")));
        Assert.Contains("'.pdf'", refused.Message);
        Assert.Contains(".html", refused.Message);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private string Saved(string name, int runs = 1)
    {
        string file = Path.Combine(_folder, name);
        ReportFile.Save([.. Enumerable.Repeat(Some.Sick(), runs)], file);
        return File.ReadAllText(file);
    }
}
