using System.Text.Json;
using Xunit;

namespace GradWatch.Cli.Tests.Diagnose;

/// <summary>The tool as a process: what it answers to the shell, and on which stream.</summary>
public sealed class DiagnoseTests
{
    private static readonly string Healthy = Recorded.Run("lstm_sgd_s0");
    private static readonly string Sick = Recorded.Run("rnn_tanh_gain2_sgd_s0");

    [Fact]
    public async Task A_healthy_run_is_status_0()
    {
        ToolResult result = await Tool.Run("diagnose", Healthy);
        Assert.Equal((0, ""), (result.Status, result.Error));
        Assert.StartsWith("healthy ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_critical_episode_is_status_1_and_the_verdict_comes_first()
    {
        ToolResult result = await Tool.Run("diagnose", Sick, "--lang", "ru");
        Assert.Equal((1, ""), (result.Status, result.Error));
        Assert.StartsWith("критично ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_status_2_and_the_rest_is_reported()
    {
        using var folder = new Folder();
        string missing = folder["no such.csv"], empty = folder.Write("empty.log", "");
        ToolResult result = await Tool.Run("diagnose", missing, Sick, empty, Healthy);
        Assert.Equal(2, result.Status);
        Assert.Contains(missing, result.Error, StringComparison.Ordinal);
        Assert.Contains(empty, result.Error, StringComparison.Ordinal);
        Assert.Contains("\ncritical ", result.Output, StringComparison.Ordinal);
        Assert.Contains("\nhealthy ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" at GradWatch", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_a_line_a_run_in_the_order_given_with_the_paths_as_given()
    {
        ToolResult result = await Tool.Run("diagnose", Sick, Healthy, "--json");
        string[] lines = result.Output.TrimEnd('\n').Split('\n');
        Assert.Equal([Sick, Healthy], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("run").GetProperty("source").GetString()));
        Assert.Equal(["critical", "healthy"], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("verdict").GetString()));
        Assert.Equal(1, result.Status);
    }

    [Fact]
    public async Task Notes_go_to_the_error_output_of_a_json_report()
    {
        using var folder = new Folder();
        string log = folder.Write("log.jsonl", string.Concat(Enumerable.Range(0, 40).Select(i => $$"""{"step":{{10 * i}},"loss":1.5}{{"\n"}}""")));
        ToolResult result = await Tool.Run("diagnose", log, "--json", "--lang", "ru");
        Assert.Single(result.Output.TrimEnd('\n').Split('\n'));
        Assert.Contains("Записан каждый 10-й шаг", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, result.Status);
    }

    [Fact]
    public async Task Standard_input_is_read_for_a_dash()
    {
        using System.Diagnostics.Process process = Tool.Start("diagnose", "-", "--json");
        await process.StandardInput.WriteAsync(await File.ReadAllTextAsync(Healthy, TestContext.Current.CancellationToken));
        process.StandardInput.Close();
        ToolResult result = await Tool.End(process);
        Assert.Equal("-", JsonDocument.Parse(result.Output).RootElement.GetProperty("run").GetProperty("source").GetString());
        Assert.Equal(0, result.Status);
    }

    [Fact]
    public async Task What_was_read_before_Ctrl_C_is_reported()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent by kill");
        using System.Diagnostics.Process process = Tool.Start("diagnose", "-", "--json");
        await process.StandardInput.WriteAsync(string.Join('\n', (await File.ReadAllLinesAsync(Healthy, TestContext.Current.CancellationToken)).Take(51)) + "\n");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        // It says nothing while it waits for more: time enough to have read what is there.
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        // A wrapper may pass the signal on twice.
        for (int i = 0; i < 2; i++)
        {
            using var kill = System.Diagnostics.Process.Start("kill", ["-INT", process.Id.ToString()]);
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        ToolResult result = await Tool.End(process);
        Assert.Equal(130, result.Status);
        Assert.Equal(49, JsonDocument.Parse(result.Output).RootElement.GetProperty("run").GetProperty("last_step").GetInt64());
        Assert.Contains("stopped", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_written_beside_the_report()
    {
        using var folder = new Folder();
        string html = folder["report.html"], png = folder["chart.png"];
        ToolResult result = await Tool.Run("diagnose", Sick, "--html", html, "--png", png);
        Assert.Equal(1, result.Status);
        Assert.Contains("</html>", await File.ReadAllTextAsync(html, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await File.ReadAllBytesAsync(png, TestContext.Current.CancellationToken))[..4]);
        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(html)!).Length);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told_and_the_report_is_printed()
    {
        using var folder = new Folder();
        string nowhere = folder[Path.Combine("no", "such", "report.html")];
        ToolResult result = await Tool.Run("diagnose", Healthy, "--html", nowhere);
        Assert.Equal(2, result.Status);
        Assert.Contains(nowhere, result.Error, StringComparison.Ordinal);
        Assert.StartsWith("healthy ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_usage_is_status_2_and_says_nothing_on_standard_output()
    {
        ToolResult result = await Tool.Run("diagnose", Healthy, "--lang", "fr");
        Assert.Equal((2, ""), (result.Status, result.Output));
        Assert.Contains("fr", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        ToolResult result = await Tool.Run("--version");
        Assert.Matches(@"^gradwatch \d+\.\d+\.\d+\S*\n$", result.Output);
        Assert.Equal(0, result.Status);
    }
}
