using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace GradWatch.Cli.Tests.Watch;

/// <summary>The tool as a process beside one that writes a log.</summary>
public sealed class WatchTests
{
    [Fact]
    public async Task The_alarm_is_seen_while_the_log_grows_and_ends_the_watch()
    {
        using var folder = new Folder();
        string log = folder["train.jsonl"];
        using Process process = Tool.Start("watch", log, "--until-critical", "--poll", "20", "--lang", "ru");
        Task<ToolResult> end = Tool.End(process);
        for (int step = 0; !end.IsCompleted; step++)
        {
            // Sixty quiet steps, then the norm grows tenfold a step until the tool has had enough.
            double norm = step < 60 ? 1 + 0.1 * (step % 7) : Math.Pow(10, Math.Min(step - 60, 300));
            await File.AppendAllTextAsync(
                log, FormattableString.Invariant($$"""{"step": {{step}}, "loss": {{2.0 / (1 + Math.Min(step, 60))}}, "grad_norm": {{norm:R}}}{{"\n"}}"""),
                TestContext.Current.CancellationToken);
            await Task.WhenAny(end, Task.Delay(step < 60 ? 1 : 20, TestContext.Current.CancellationToken));
        }
        ToolResult result = await end;
        Assert.Equal(1, result.Status);
        Assert.Contains("\nкритично  gradient_", "\n" + result.Output, StringComparison.Ordinal);
        Assert.Contains("эпизоды", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_with_the_report()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent by kill");
        using Process process = Tool.Start("watch", Recorded.Run("lstm_sgd_s0"), "--poll", "20", "--json");
        string? line = null;
        using var patience = new CancellationTokenSource(Tool.Patience);
        while (line?.Contains("reading", StringComparison.Ordinal) != true)
            line = await process.StandardError.ReadLineAsync(patience.Token);
        // All 200 steps have been read when it has looked at the end of the file a few times.
        await Task.Delay(TimeSpan.FromSeconds(2), patience.Token);
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString()]))
            await kill.WaitForExitAsync(patience.Token);
        ToolResult result = await Tool.End(process);
        Assert.Equal(0, result.Status);
        JsonElement report = JsonDocument.Parse(result.Output.TrimEnd('\n').Split('\n')[^1]).RootElement;
        Assert.Equal("gradwatch.report/1", report.GetProperty("schema").GetString());
        Assert.Equal(199, report.GetProperty("run").GetProperty("last_step").GetInt64());
    }

    [Fact]
    public async Task What_is_no_log_is_status_2()
    {
        using var folder = new Folder();
        await File.WriteAllBytesAsync(folder["model.bin"], [0, 1, 2, 3], TestContext.Current.CancellationToken);
        ToolResult result = await Tool.Run("watch", folder["model.bin"]);
        Assert.Equal(2, result.Status);
        Assert.Contains("model.bin", result.Error, StringComparison.Ordinal);
    }
}
