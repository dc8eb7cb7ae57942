using GradWatch.DetectionBench;
using Xunit;

namespace GradWatch.DetectionBench.Tests;

public sealed class BenchOptionsTests
{
    [Theory]
    [InlineData("--tables: no such option. --help lists them.", "--tables")]
    [InlineData("--json needs a file.", "--json")]
    [InlineData("--json needs a file.", "--json", "--short")]
    [InlineData("nowhere: no runs.tsv in it.", "nowhere")]
    public void What_is_not_understood_is_named(string sentence, params string[] arguments) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(() => BenchOptions.Of(arguments)).Message);

    [Fact]
    public void A_file_in_a_folder_that_is_not_there_is_told_before_anything_is_measured() =>
        Assert.StartsWith("nowhere/results.json: there is no folder", Assert.Throws<ArgumentException>(
            () => BenchOptions.Of(["--json", "nowhere/results.json"])).Message, StringComparison.Ordinal);

    [Fact]
    public void Generated_series_need_no_folder()
    {
        BenchOptions options = BenchOptions.Of(["--long-only", "--json", "results.json"]);
        Assert.Equal((true, false, "results.json"), (options.Long, options.Recorded, options.JsonTo));
    }

    [Fact]
    public void The_help_names_every_option() =>
        Assert.All(["--short", "--write", "--json", "--long", "--cross-validate", "--thresholds"], option => Assert.Contains(option, BenchOptions.Usage, StringComparison.Ordinal));
}
