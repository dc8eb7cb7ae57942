using GradWatch.Observations;
using GradWatch.Reports;
using Xunit;

namespace GradWatch.Tests.House;

/// <summary>The README says what is true: its code runs, and what it points to exists.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_code_of_the_README_finds_the_growth_that_it_speaks_of()
    {
        Report report = Example(TextWriter.Null);
        Assert.Equal("critical", report.Verdict);
        Assert.All(report.Episodes, episode => Assert.True(episode.AlarmStep > 100));
    }

    [Fact]
    public void The_code_of_the_README_is_the_code_that_runs_here()
    {
        string[] shown = CodeOf(
            File.ReadAllText(Repository.PathOf("README.md")), "## From any other source\n\n```csharp", "```");
        string[] run = CodeOf(
            File.ReadAllText(Repository.PathOf("tests/GradWatch.Tests/House/ReadmeTests.cs")), "// README begins\n", "// README ends\n");
        Assert.Equal(shown, run);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.ru.md")]
    [InlineData("CONTRIBUTING.md")]
    public void What_a_page_points_to_exists(string page)
    {
        string[] targets =
        [
            .. File.ReadAllText(Repository.PathOf(page)).Split("](").Skip(1).Select(rest => rest[..rest.IndexOf(')')])
                .Where(target => !target.StartsWith("http", StringComparison.Ordinal)),
        ];
        Assert.NotEmpty(targets);
        Assert.DoesNotContain(targets, target => !Path.Exists(Repository.PathOf(target)));
    }

    private static Report Example(TextWriter Console)
    {
        // README begins
        var monitor = new TrainingMonitor();
        monitor.EpisodeOpened += episode => Console.WriteLine(episode.First.Sentence);

        var loss = new Series(Quantity.Loss);
        var gradNorm = new Series(Quantity.GradNorm);
        for (long step = 0; step < 200; step++)
        {
            // Your training step; here the norm grows by 20 % a step from step 100 on.
            monitor.Observe(new Observation(step, loss, 2.0 + Math.Max(0, step - 100) * 0.05));
            monitor.Observe(new Observation(step, gradNorm, Math.Pow(1.2, Math.Max(0, step - 100))));
        }
        Report report = monitor.Report(new RunDescription("my run", "live"));
        Console.WriteLine(report.Verdict);
        // README ends
        return report;
    }

    private static string[] CodeOf(string text, string begin, string end)
    {
        int from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int to = text.IndexOf(end, from, StringComparison.Ordinal);
        return [.. text[from..to].Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
    }
}
