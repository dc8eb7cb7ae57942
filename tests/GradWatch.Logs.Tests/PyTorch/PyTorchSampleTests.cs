using System.Text.Json;
using GradWatch.Logs.Checkpoints;
using Xunit;

namespace GradWatch.Logs.Tests.PyTorch;

public sealed class PyTorchSampleTests
{
    [Fact]
    public void Norms_are_those_that_PyTorch_computed_and_optimizer_state_stands_apart()
    {
        using var checkpoint = CheckpointReader.Open(RealSamples.Shipped("checkpoints/ckpt.pt"));
        using var truth = JsonDocument.Parse(File.ReadAllText(RealSamples.Shipped("checkpoints/ckpt.truth.json")));
        Assert.Equal(truth.RootElement.EnumerateObject().Select(entry => entry.Name), checkpoint.Of(TensorGroup.Model).Select(tensor => tensor.Name));
        foreach (TensorEntry tensor in checkpoint.Of(TensorGroup.Model))
        {
            JsonElement expected = truth.RootElement.GetProperty(tensor.Name);
            Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()), tensor.Shape);
            // PyTorch summed in single precision.
            Assert.Equal(1, TensorScan.Statistics(tensor).L2 / expected.GetProperty("l2").GetDouble(), 1e-6);
        }
        TensorEntry[] optimizer = [.. checkpoint.Of(TensorGroup.Optimizer)];
        Assert.Equal(42, optimizer.Length);
        Assert.Contains("optimizer.state.0.exp_avg", optimizer.Select(tensor => tensor.Name));
        Assert.Equal(20, checkpoint.Step);
        Assert.Empty(checkpoint.Notes);
    }

    [Fact]
    public void Views_are_read_through_their_strides()
    {
        using var checkpoint = CheckpointReader.Open(RealSamples.Shipped("checkpoints/views.pt"));
        Assert.Equal(["a 3×4", "a_t 4×3", "a_row 4"], checkpoint.Tensors.Select(tensor => $"{tensor.Name} {tensor.ShapeText}"));
        Assert.Equal([0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], Values(checkpoint.Tensors[0]));
        Assert.Equal([0f, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11], Values(checkpoint.Tensors[1]));
        Assert.Equal([4f, 5, 6, 7], Values(checkpoint.Tensors[2]));
        Assert.Equal(TensorScan.Statistics(checkpoint.Tensors[0]), TensorScan.Statistics(checkpoint.Tensors[1]));
    }

    [Fact]
    public void Halves_brain_floats_integers_and_parameters_are_read()
    {
        using var checkpoint = CheckpointReader.Open(RealSamples.Shipped("checkpoints/dtypes.pt"));
        Assert.Equal(
            ["bf16 BF16", "f16 F16", "i64 I64", "param F32"], checkpoint.Tensors.Select(tensor => $"{tensor.Name} {tensor.Type.Name()}"));
        Assert.Equal(1, TensorScan.Statistics(checkpoint.Tensors[0]).NaN);
        Assert.Equal(60000, TensorScan.Statistics(checkpoint.Tensors[1]).Max, 16.0);
        Assert.Equal(Math.Sqrt(2), TensorScan.Statistics(checkpoint.Tensors[3]).L2, 1e-12);
    }

    [Fact]
    public void The_layout_from_before_1_6_is_refused_by_name_with_what_to_do()
    {
        var unreadable = Assert.Throws<UnreadableLogException>(() => CheckpointReader.Open(RealSamples.Shipped("checkpoints/legacy.pt")));
        Assert.Equal("checkpoint.pytorch.legacy", unreadable.Problem.Key);
        Assert.Contains("torch.save(torch.load(path, weights_only=True), \"new.pt\")", unreadable.Message, StringComparison.Ordinal);
    }

    private static float[] Values(TensorEntry tensor)
    {
        float[] values = new float[tensor.Elements];
        using var reader = new ElementReader(tensor, ElementLayout.Logical(tensor), 0, tensor.Elements);
        Assert.Equal(values.Length, reader.Read(values.AsSpan()));
        return values;
    }
}
