using System.Text.Json;
using GradWatch.Cli.Backtest;
using Xunit;

namespace GradWatch.Cli.Tests.Backtest;

public sealed class BacktestTests : IDisposable
{
    private static readonly string[] Labelled = ["gru_adam_s0", "rnn_tanh_gain2_sgd_s0"];
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task JSON_is_a_line_a_run_and_one_with_the_totals()
    {
        WriteRuns("file\tlabel\tfirst_bad_step\ngru_adam_s0.csv\thealthy\t-\nrnn_tanh_gain2_sgd_s0.csv\tsick\t0\n");
        ToolResult result = await Tool.Run("backtest", Path.GetDirectoryName(_folder["x"])!, "--rule", "grad_norm>1e4", "--json");
        Assert.Equal((ExitStatus.Calm, ""), (result.Status, result.Error));
        string[] lines = result.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.StartsWith($"{{\"schema\":\"{BacktestJson.Schema}\"", line, StringComparison.Ordinal));

        using JsonDocument sick = JsonDocument.Parse(lines[1]);
        Assert.Equal(_folder["rnn_tanh_gain2_sgd_s0.csv"], sick.RootElement.GetProperty("run").GetProperty("source").GetString());
        JsonElement rule = sick.RootElement.GetProperty("rules")[1];
        Assert.Equal("grad_norm>1e4", rule.GetProperty("rule").GetString());
        Assert.Equal("warning", rule.GetProperty("verdict").GetString());
        Assert.Equal(0, rule.GetProperty("alarm_step").GetInt64());
        Assert.Equal("changed", rule.GetProperty("flip").GetString());
        Assert.True(rule.GetProperty("in_time").GetBoolean());

        using JsonDocument summary = JsonDocument.Parse(lines[2]);
        JsonElement defaults = summary.RootElement.GetProperty("rules")[0];
        Assert.Equal((1, 1, 0), (Number(defaults, "sick_runs"), Number(defaults, "healthy_runs"), Number(defaults, "false_runs")));
        Assert.Equal(244, Number(summary.RootElement.GetProperty("summary"), "rows"));
    }

    [Fact]
    public async Task A_critical_run_is_no_failure_of_a_backtest() =>
        Assert.Equal(ExitStatus.Calm, (await Tool.Run("backtest", Recorded.Run("rnn_tanh_gain2_sgd_s0"))).Status);

    [Fact]
    public async Task What_cannot_be_read_is_told_and_the_rest_is_judged()
    {
        string good = Recorded.Run("gru_adam_s0"), bad = _folder.Write("bad.csv", "nothing\n"), none = _folder["none.csv"];
        ToolResult result = await Tool.Run("backtest", bad, good, none, "--json");
        Assert.Equal(ExitStatus.Unusable, result.Status);
        Assert.Contains($"gradwatch: {bad}: line 1: ", result.Error, StringComparison.Ordinal);
        Assert.Contains($"gradwatch: {none}: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.Output.TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public async Task A_wrong_rule_is_told_before_anything_is_read()
    {
        ToolResult result = await Tool.Run("backtest", _folder["none.csv"], "--rule", "update_ratio.alrm=0.2");
        Assert.Equal(ExitStatus.Unusable, result.Status);
        Assert.StartsWith("gradwatch: --rule update_ratio.alrm=0.2: character 14: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("none.csv", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_label_is_told_with_its_line()
    {
        WriteRuns("file\tlabel\ngru_adam_s0.csv\tfine\n");
        ToolResult result = await Tool.Run("backtest", Path.GetDirectoryName(_folder["x"])!);
        Assert.Equal(ExitStatus.Unusable, result.Status);
        Assert.StartsWith($"gradwatch: {_folder["runs.tsv"]}: line 2: there is no label 'fine'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_run_is_told() => Assert.Equal(ExitStatus.Unusable, (await Tool.Run("backtest", Path.GetDirectoryName(_folder["x"])!)).Status);

    [Fact]
    public async Task Standard_input_is_a_run()
    {
        using System.Diagnostics.Process process = Tool.Start("backtest", "-", "--rule", "grad_norm>50", "--json");
        await process.StandardInput.WriteAsync(await File.ReadAllTextAsync(Recorded.Run("gru_adam_s0"), TestContext.Current.CancellationToken));
        process.StandardInput.Close();
        ToolResult result = await Tool.End(process);
        Assert.Equal(ExitStatus.Calm, result.Status);
        Assert.Contains("\"source\":\"-\"", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public async Task The_list_names_every_limit(string language)
    {
        ToolResult result = await Tool.Run("backtest", "--list", "--lang", language);
        Assert.Equal(ExitStatus.Calm, result.Status);
        Assert.All(
            Cli.Backtest.Rules.DetectorLimits.Detectors.SelectMany(Cli.Backtest.Rules.DetectorLimits.Of),
            limit => Assert.Contains(limit.Id + " ", result.Output, StringComparison.Ordinal));
        Assert.All(Printed(result.Output), line => Assert.True(line.Length <= 100, line));
    }

    private static string[] Printed(string text) => text.Split('\n');

    private static int Number(JsonElement from, string name) => from.GetProperty(name).GetInt32();

    private void WriteRuns(string labels)
    {
        foreach (string run in Labelled)
            File.Copy(Recorded.Run(run), _folder[run + ".csv"]);
        _folder.Write("runs.tsv", labels);
    }
}
