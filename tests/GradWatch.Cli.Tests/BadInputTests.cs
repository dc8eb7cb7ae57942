using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Xunit;

namespace GradWatch.Cli.Tests;

/// <summary>Exit status 2, a message that names the file and its line or byte, nothing thrown, and the readable paths reported all the same.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("gradwatch");

    public void Dispose() => _directory.Delete(true);

    [Fact]
    public void What_cannot_be_read_is_told_with_its_place_and_the_rest_is_reported()
    {
        byte[] noise = new byte[10_000];
        new Random(1).NextBytes(noise);
        string[] paths =
        [
            Write("empty.log", ""), Write("noise.bin", noise), Path.Combine(_directory.FullName, "missing.csv"),
            Write("cut.json", "{\"step\": 1, \"loss\": 0."), Write("prose.txt", "nothing to see here\n"),
            Write("good.jsonl", Healthy(60)), Write("no_loss.jsonl", "{\"step\": 1, \"accuracy\": 0.5}\n"),
            Directory.CreateDirectory(Path.Combine(_directory.FullName, "nothing")).FullName,
        ];

        BuiltTool tool = BuiltTool.Run(["diagnose", "--json", .. paths]);

        Assert.Equal(2, tool.Status);
        Assert.Equal(paths[5], Assert.Single(Sources(tool)));
        string[] errors = tool.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(7, errors.Count(line => paths.Any(path => path != paths[5] && line.StartsWith($"gradwatch: {path}: ", StringComparison.Ordinal))));
        Assert.Contains("empty.log: byte 0: ", tool.Errors, StringComparison.Ordinal);
        Assert.Contains("noise.bin: byte ", tool.Errors, StringComparison.Ordinal);
        Assert.Contains("cut.json: line 1: ", tool.Errors, StringComparison.Ordinal);
        Assert.Contains("prose.txt: line 1: ", tool.Errors, StringComparison.Ordinal);
        AssertNothingThrown(tool);
    }

    [Theory]
    [InlineData("{\"log_history\": [\n{\"step\": 1, \"loss\": 3.0, \"grad_norm\": 1},\n{\"step\": 2, \"loss\": 2.5, \"grad_norm\": 1},\n{\"step\": 3, \"lo", "trainer_state.json", 2)]
    [InlineData("step,loss,grad_norm\n1,3,1\n2,2.5,1\n3,2", "run.csv", 0)]
    [InlineData("{\"step\": 1, \"loss\": 3.0}\n{\"step\": 2, \"loss\": 2.5}\n{\"step\": 3, \"lo", "run.jsonl", 0)]
    [InlineData("{\"step\": 1, \"loss\": 3.0}\n{\"step\": 2, \"lo\n{\"step\": 3, \"loss\": 2.0}\n", "run.jsonl", 0)]
    public void What_stands_before_the_damage_is_reported_and_the_damage_is_told(string text, string name, int status)
    {
        BuiltTool tool = BuiltTool.Run("diagnose", "--json", Write(name, text));

        Assert.Equal(status, tool.Status);
        using JsonDocument report = JsonDocument.Parse(tool.Output);
        Assert.Equal(1, report.RootElement.GetProperty("run").GetProperty("first_step").GetInt64());
        Assert.Contains("line ", tool.Errors, StringComparison.Ordinal);
        AssertNothingThrown(tool);
    }

    [Fact]
    public void Standard_input_that_is_no_log_is_told_as_a_dash()
    {
        BuiltTool tool = BuiltTool.Fed("hello\n", "diagnose", "-");

        Assert.Equal(2, tool.Status);
        Assert.StartsWith("gradwatch: -: line 1: ", tool.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_a_hundred_megabytes_is_passed_over()
    {
        string path = Path.Combine(_directory.FullName, "long.jsonl");
        using (FileStream file = File.Create(path))
        {
            file.Write(Encoding.UTF8.GetBytes(Healthy(60)));
            byte[] piece = Encoding.UTF8.GetBytes(new string('x', 1_000_000));
            for (int i = 0; i < 100; i++)
                file.Write(piece);
        }

        BuiltTool tool = BuiltTool.Run("diagnose", "--json", path);

        Assert.Equal(0, tool.Status);
        Assert.Single(Sources(tool));
        AssertNothingThrown(tool);
    }

    [Fact]
    public void A_record_that_claims_more_bytes_than_a_disk_holds_is_an_error_with_its_byte()
    {
        // A length of 2^63 and the right checksum of it.
        byte[] record = [0, 0, 0, 0, 0, 0, 0, 0x80, 0x95, 0x08, 0x67, 0xB6];

        BuiltTool tool = BuiltTool.Run("diagnose", Write("events.out.tfevents.1", [.. record, .. new byte[100]]));

        Assert.Equal(2, tool.Status);
        Assert.Contains("events.out.tfevents.1: byte 0: ", tool.Errors, StringComparison.Ordinal);
        AssertNothingThrown(tool);
    }

    [Fact]
    public void A_log_without_permission_is_an_error_and_the_next_is_reported()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "permissions are other here");
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "whoever runs this test may read everything");
        string denied = Write("denied.jsonl", Healthy(60));
        using (var change = Process.Start("chmod", ["000", denied]))
            change.WaitForExit();

        BuiltTool tool = BuiltTool.Run("diagnose", "--json", denied, Write("good.jsonl", Healthy(60)));

        Assert.Equal(2, tool.Status);
        Assert.Single(Sources(tool));
        Assert.Contains("denied.jsonl: ", tool.Errors, StringComparison.Ordinal);
    }

    private static string Healthy(int steps) => string.Concat(Enumerable.Range(0, steps).Select(step =>
        FormattableString.Invariant($"{{\"step\": {step}, \"loss\": {3.0 / (1 + (0.05 * step))}, \"grad_norm\": {0.5 + (0.01 * (step % 7))}}}\n")));

    private static List<string> Sources(BuiltTool tool)
    {
        List<string> sources = [];
        foreach (string line in tool.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument report = JsonDocument.Parse(line);
            sources.Add(report.RootElement.GetProperty("run").GetProperty("source").GetString()!);
        }
        return sources;
    }

    private static void AssertNothingThrown(BuiltTool tool)
    {
        Assert.DoesNotContain("Exception", tool.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", tool.Errors, StringComparison.Ordinal);
    }

    private string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_directory.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
