using System.Text.Json;
using Xunit;

namespace GradWatch.Cli.Tests.Runs;

/// <summary>Runs into the store, out of it and in it, by the tool as a process.</summary>
public sealed class StoredRunsTests : IDisposable
{
    private static readonly string Healthy = Recorded.Run("lstm_sgd_s0");
    private static readonly string Sick = Recorded.Run("rnn_tanh_gain2_sgd_s0");
    private readonly Folder _folder = new();

    private string Store => _folder["runs"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_is_imported_listed_diagnosed_exported_and_removed()
    {
        ToolResult imported = await Tool.Run("import", Healthy, Sick, "--store", Store);
        Assert.Equal(1, imported.Status);
        Assert.Contains("\ncritical ", imported.Output, StringComparison.Ordinal);
        Assert.Contains("\nhealthy ", imported.Output, StringComparison.Ordinal);

        ToolResult again = await Tool.Run("import", Sick, "--store", Store);
        Assert.Equal((0, ""), (again.Status, again.Output));
        Assert.Contains("imported before", again.Error, StringComparison.Ordinal);

        ToolResult listed = await Tool.Run("runs", "--json", "--store", Store);
        JsonElement[] runs = [.. listed.Output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["critical", "healthy"], runs.Select(run => run.GetProperty("verdict").GetString()).Order(StringComparer.Ordinal));
        Assert.All(runs, run => Assert.Equal("finished", run.GetProperty("status").GetString()));
        string sick = Id(runs, "critical"), healthy = Id(runs, "healthy");

        // What the store says of a run is what is said of its log, but for where it came from.
        ToolResult ofStore = await Tool.Run("diagnose", "run:" + sick, "--json", "--store", Store);
        ToolResult ofLog = await Tool.Run("diagnose", Sick, "--json");
        Assert.Equal((1, Told(ofLog)), (ofStore.Status, Told(ofStore)));

        ToolResult exported = await Tool.Run("export", sick, "--csv", "-", "--store", Store);
        Assert.Equal(0, exported.Status);
        Assert.StartsWith("step,", exported.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await Tool.Run("runs", "tag", healthy, "keep=yes", "--store", Store)).Status);
        ToolResult retained = await Tool.Run("retain", "--keep", "0", "--store", Store);
        Assert.Contains("Removed runs: 1", retained.Output, StringComparison.Ordinal);
        ToolResult left = await Tool.Run("runs", "show", healthy, "--store", Store);
        Assert.Contains("keep=yes", left.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_told_and_not_made()
    {
        ToolResult result = await Tool.Run("runs", "--store", Store);
        Assert.Equal((2, ""), (result.Status, result.Output));
        Assert.Contains("There is no store in", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Store));
    }

    [Fact]
    public async Task What_is_neither_a_file_nor_a_run_is_told_as_both()
    {
        string log = _folder.Write("log.jsonl", string.Concat(Enumerable.Range(0, 40).Select(i => $$"""{"step":{{i}},"loss":1.5}{{"\n"}}""")));
        Assert.Equal(0, (await Tool.Run("import", log, "--store", Store)).Status);
        ToolResult result = await Tool.Run("diagnose", "nothing", "--store", Store);
        Assert.Equal(2, result.Status);
        Assert.Contains("no such file", result.Error, StringComparison.Ordinal);
        Assert.Contains("There is no run 'nothing'", result.Error, StringComparison.Ordinal);
    }

    private static string Id(JsonElement[] runs, string verdict) =>
        runs.Single(run => run.GetProperty("verdict").GetString() == verdict).GetProperty("id").GetString()!;

    private static string Told(ToolResult result)
    {
        JsonElement report = JsonDocument.Parse(result.Output).RootElement;
        return string.Join('\n', report.EnumerateObject().Where(property => property.Name != "run").Select(property => property.ToString()));
    }
}
