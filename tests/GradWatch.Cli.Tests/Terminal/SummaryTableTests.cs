using GradWatch.Cli.Terminal;
using GradWatch.Reports;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Cli.Tests.Terminal;

public sealed class SummaryTableTests
{
    [Theory]
    [InlineData("en", Language.English)]
    [InlineData("ru", Language.Russian)]
    public void A_line_for_each_run_and_a_sentence_for_each_sick_one(string name, Language language) => Snapshot.Matches(
        "summary_" + name, Print([SomeReport.Sick(), SomeReport.Healthy(), SomeReport.Healthy("runs/sub/gru.csv", 200)], language));

    [Fact]
    public void Forty_runs_with_long_names_fit_into_a_hundred_columns()
    {
        List<Report> reports = [.. Enumerable.Range(0, 40).Select(i =>
            SomeReport.Healthy($"/data/a/{i}/experiment_with_a_name_that_says_all_of_its_settings_seed_{i}.csv", 3 + i))];
        string[] lines = Printed.Lines(Print(reports, Language.Russian));
        Assert.All(lines, line => Assert.True(line.Length <= 100, line));
        Assert.Equal(40, lines.Count(line => line.StartsWith("в норме", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains("seed_39.csv", StringComparison.Ordinal));
    }

    [Fact]
    public void What_all_paths_begin_with_is_left_out()
    {
        string text = Print([SomeReport.Healthy("/data/runs/a.csv"), SomeReport.Healthy("/data/runs/b/c.csv")], Language.English);
        Assert.DoesNotContain("/data/runs", text, StringComparison.Ordinal);
        Assert.Contains("b/c.csv", text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_path_twice_keeps_its_name() =>
        Assert.Contains("runs/a.csv", Print([SomeReport.Healthy("runs/a.csv"), SomeReport.Healthy("runs/a.csv")], Language.English), StringComparison.Ordinal);

    private static string Print(IReadOnlyList<Report> reports, Language language) =>
        Printed.By(console => new SummaryTable(console, language).Write(reports));
}
