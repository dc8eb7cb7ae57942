using System.Runtime.InteropServices;
using System.Text.Json;
using GradWatch.Logs.Checkpoints;
using Xunit;

namespace GradWatch.Cli.Tests.Checkpoints;

public sealed class CompareCommandTests
{
    [Fact]
    public async Task What_moved_too_far_and_what_ceased_to_be_finite_is_shown_first()
    {
        using var call = new CheckpointCall();
        Change(call, "after.safetensors", ("0.weight", value => value * 2.5f), ("3.weight", value => value * 1.2f), ("6.bias", _ => float.NaN));
        (int status, string output, string error) = await call.Run("compare", "model.safetensors", "after.safetensors");
        Assert.Equal((1, ""), (status, error));
        CheckpointCall.Matches("compare", output);
    }

    [Fact]
    public async Task Many_steps_apart_the_same_change_is_no_incident()
    {
        using var call = new CheckpointCall();
        Change(call, "after.safetensors", ("0.weight", value => value * 2.5f));
        (int status, string output, _) = await call.Run("compare", "model.safetensors", "after.safetensors", "--steps", "1000", "--lang", "ru", "--top", "2");
        Assert.Equal(0, status);
        CheckpointCall.Matches("compare_many_steps_russian", output);
    }

    [Fact]
    public async Task Json_tells_ratio_and_norms_of_each_tensor()
    {
        using var call = new CheckpointCall();
        Change(call, "after.safetensors", ("0.weight", value => value * 1.5f));
        (int status, string output, _) = await call.Run("compare", "ckpt.pt", "after.safetensors", "--json");
        Assert.Equal(0, status);
        using var json = JsonDocument.Parse(output);
        Assert.Equal("compare", json.RootElement.GetProperty("command").GetString());
        Assert.Equal("warning", json.RootElement.GetProperty("verdict").GetString());
        Assert.Equal(13, json.RootElement.GetProperty("totals").GetProperty("unchanged").GetInt32());
        JsonElement tensor = json.RootElement.GetProperty("tensors").EnumerateArray().Single(t => t.GetProperty("name").GetString() == "0.weight");
        Assert.Equal(0.5, tensor.GetProperty("ratio").GetDouble(), 1e-7);
        Assert.Equal("warning", tensor.GetProperty("severity").GetString());
    }

    [Fact]
    public async Task Both_unreadable_files_are_named()
    {
        using var call = new CheckpointCall();
        (int status, string output, string error) = await call.Run("compare", "absent.pt", "legacy.pt");
        Assert.Equal((2, ""), (status, output));
        Assert.Contains("absent.pt", error, StringComparison.Ordinal);
        Assert.Contains("legacy.pt", error, StringComparison.Ordinal);
    }

    /// <summary>The small model with some of its tensors changed.</summary>
    private static void Change(CheckpointCall call, string name, params (string Tensor, Func<float, float> Change)[] changes)
    {
        byte[] bytes = File.ReadAllBytes(call["model.safetensors"]);
        using var checkpoint = CheckpointReader.Open(call["model.safetensors"]);
        foreach ((string tensor, Func<float, float> change) in changes)
        {
            TensorEntry entry = checkpoint.Tensors.Single(found => found.Name == tensor);
            foreach (ref float value in MemoryMarshal.Cast<byte, float>(bytes.AsSpan((int)entry.Offset, (int)entry.Span)))
                value = change(value);
        }
        File.WriteAllBytes(call[name], bytes);
    }
}
