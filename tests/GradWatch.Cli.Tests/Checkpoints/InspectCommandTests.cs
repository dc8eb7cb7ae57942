using System.Text.Json;
using Xunit;

namespace GradWatch.Cli.Tests.Checkpoints;

public sealed class InspectCommandTests
{
    [Theory]
    [InlineData("inspect_pytorch", 0, "ckpt.pt")]
    [InlineData("inspect_types", 1, "dtypes.safetensors")]
    [InlineData("inspect_russian", 0, "views.pt", "--lang", "ru")]
    [InlineData("inspect_top", 0, "model.safetensors", "--sort", "max", "--top", "3")]
    public async Task A_checkpoint_is_shown_verdict_first(string snapshot, int status, params string[] args)
    {
        using var call = new CheckpointCall();
        (int ended, string output, string error) = await call.Run(["inspect", .. args]);
        Assert.Equal((status, ""), (ended, error));
        CheckpointCall.Matches(snapshot, output);
    }

    [Fact]
    public async Task Of_several_paths_the_readable_ones_are_shown_and_the_others_named()
    {
        using var call = new CheckpointCall();
        (int status, string output, string error) = await call.Run("inspect", "absent.pt", "legacy.pt", "views.pt");
        Assert.Equal(2, status);
        Assert.StartsWith("gradwatch: absent.pt: there is no such file or directory.", error, StringComparison.Ordinal);
        Assert.Contains("gradwatch: legacy.pt: byte 0: this was written by torch.save before version 1.6", error, StringComparison.Ordinal);
        Assert.Contains("views.pt, pytorch, 1.30 KB", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_one_object_a_checkpoint_on_a_line()
    {
        using var call = new CheckpointCall();
        (int status, string output, _) = await call.Run("inspect", "dtypes.safetensors", "ckpt.pt", "--json");
        Assert.Equal(1, status);
        string[] lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        using var first = JsonDocument.Parse(lines[0]);
        using var second = JsonDocument.Parse(lines[1]);
        Assert.Equal("gradwatch.checkpoint/1", first.RootElement.GetProperty("schema").GetString());
        Assert.Equal("critical", first.RootElement.GetProperty("verdict").GetString());
        Assert.Equal("healthy", second.RootElement.GetProperty("verdict").GetString());
        JsonElement tensor = second.RootElement.GetProperty("tensors")[0];
        Assert.Equal("0.weight", tensor.GetProperty("name").GetString());
        Assert.Equal(3.3324151, tensor.GetProperty("l2").GetDouble(), 1e-6);
        Assert.Equal(16, tensor.GetProperty("initialization").GetProperty("fan_in").GetInt64());
        Assert.Equal(42, second.RootElement.GetProperty("optimizer").GetArrayLength());
        // An empty tensor has no mean.
        JsonElement empty = first.RootElement.GetProperty("tensors").EnumerateArray().Single(t => t.GetProperty("name").GetString() == "empty");
        Assert.Equal("NaN", empty.GetProperty("mean").GetString());
    }

    [Theory]
    [InlineData("en", "gradwatch inspect model.safetensors")]
    [InlineData("ru", "gradwatch inspect checkpoint-500/")]
    public async Task Help_shows_examples(string language, string example)
    {
        using var call = new CheckpointCall();
        (int status, string output, _) = await call.Run("inspect", "--help", "--lang", language);
        Assert.Equal(0, status);
        Assert.Contains(example, output, StringComparison.Ordinal);
        Assert.Contains("--top", output, StringComparison.Ordinal);
    }
}
