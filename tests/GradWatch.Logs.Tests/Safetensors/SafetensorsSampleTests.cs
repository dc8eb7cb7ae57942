using System.Text.Json;
using GradWatch.Logs.Checkpoints;
using GradWatch.Statistics;
using Xunit;

namespace GradWatch.Logs.Tests.Safetensors;

public sealed class SafetensorsSampleTests
{
    [Fact]
    public void Norms_are_those_that_PyTorch_computed()
    {
        using var checkpoint = CheckpointReader.Open(RealSamples.Shipped("checkpoints/model.safetensors"));
        using var truth = JsonDocument.Parse(File.ReadAllText(RealSamples.Shipped("checkpoints/ckpt.truth.json")));
        Assert.Equal(14, checkpoint.Tensors.Count);
        Assert.Equal(20, checkpoint.Step);
        foreach (TensorEntry tensor in checkpoint.Tensors)
        {
            JsonElement expected = truth.RootElement.GetProperty(tensor.Name);
            Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()), tensor.Shape);
            // PyTorch summed in single precision.
            Assert.Equal(1, TensorScan.Statistics(tensor).L2 / expected.GetProperty("l2").GetDouble(), 1e-6);
        }
    }

    [Fact]
    public void Elements_of_every_type_are_those_that_were_written()
    {
        using var checkpoint = CheckpointReader.Open(RealSamples.Shipped("checkpoints/dtypes.safetensors"));
        string json = File.ReadAllText(RealSamples.Shipped("checkpoints/dtypes.truth.json"));
        using var truth = JsonDocument.Parse(json.Replace("NaN", "\"NaN\"", StringComparison.Ordinal).Replace("Infinity", "\"Infinity\"", StringComparison.Ordinal));
        Assert.Equal(11, checkpoint.Tensors.Count);
        foreach (TensorEntry tensor in checkpoint.Tensors)
        {
            JsonElement values = truth.RootElement.GetProperty(tensor.Name).GetProperty("values");
            double[] expected = [.. values.EnumerateArray().Select(Number)];
            double[] read = new double[tensor.Elements];
            using var reader = new ElementReader(tensor, ElementLayout.Logical(tensor), 0, tensor.Elements);
            Assert.Equal(expected.Length, reader.Read(read.AsSpan()));
            Assert.Equal(expected, read);
            TensorStatistics statistics = TensorScan.Statistics(tensor);
            Assert.Equal(expected.Count(double.IsNaN), statistics.NaN);
            Assert.Equal(expected.Count(double.IsPositiveInfinity), statistics.PositiveInfinity);
            Assert.Equal(expected.Count(value => value == 0), statistics.Zeros);
            Assert.Equal(expected.Where(double.IsFinite).Sum(), statistics.Sum, 1e-12);
        }
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : value.GetString() == "NaN" ? double.NaN : double.PositiveInfinity;
}
