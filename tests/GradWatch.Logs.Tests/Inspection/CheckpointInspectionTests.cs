using GradWatch.Detectors;
using GradWatch.Logs.Checkpoints;
using GradWatch.Logs.Inspection;
using GradWatch.Logs.Tests.Checkpoints;
using GradWatch.Logs.Tests.Safetensors;
using Xunit;

namespace GradWatch.Logs.Tests.Inspection;

public sealed class CheckpointInspectionTests
{
    [Fact]
    public void A_NaN_is_critical_and_its_tensor_named()
    {
        CheckpointInspection inspection = Inspect(new SafetensorsWriter().Add("a.weight", 1, 2).Add("b.weight", 1, float.NaN, float.NegativeInfinity));
        Assert.Equal(Severity.Critical, inspection.Worst);
        Assert.Equal("b.weight: NaN 1, Inf 0, -Inf 1 of 3 elements.", Assert.Single(inspection.Findings).Sentence.ToString());
        Assert.Equal("Not finite: 1 of 2 tensors (elements: 2), in b.weight.", Assert.Single(CheckpointHeadline.For(inspection)).ToString());
    }

    [Theory]
    [InlineData(9.9f, null)]
    [InlineData(10f, Severity.Info)]
    [InlineData(-99f, Severity.Info)]
    [InlineData(-100f, Severity.Warning)]
    public void Weights_orders_of_magnitude_above_1_are_told(float weight, Severity? severity) =>
        Assert.Equal(severity, Inspect(new SafetensorsWriter().Add("w", 0.1f, weight)).Worst);

    [Fact]
    public void Statistics_of_data_positions_and_counters_are_no_weights()
    {
        CheckpointInspection inspection = Inspect(new SafetensorsWriter()
            .Add("bn.running_var", 5000).Add("bn.num_batches_tracked", "I64", [], BitConverter.GetBytes(100000L)).Add("w", 1));
        Assert.Null(inspection.Worst);
        Assert.Equal(["bn.num_batches_tracked False", "bn.running_var False", "w True"], inspection.Tensors.Select(t => $"{t.Entry.Name} {t.IsWeight}"));
        Assert.Equal(1, inspection.Weights.Count);
        Assert.Equal(3, inspection.Parameters);
    }

    [Fact]
    public void Minus_infinity_in_a_mask_is_meant_and_NaN_is_not()
    {
        Assert.Equal(Severity.Info, Inspect(new SafetensorsWriter().Add("attn_mask", 0, float.NegativeInfinity)).Worst);
        Assert.Equal(Severity.Critical, Inspect(new SafetensorsWriter().Add("attn_mask", 0, float.NaN)).Worst);
    }

    [Fact]
    public void A_tensor_far_from_He_and_Xavier_is_told_with_its_own_fans()
    {
        float[] values = [.. Enumerable.Range(0, 64 * 16).Select(i => i % 2 == 0 ? 5f : -5f)];
        CheckpointFinding finding = Assert.Single(Inspect(new SafetensorsWriter().Add("fc.weight", [64, 16], values)).Findings);
        Assert.Equal("initialization", finding.Rule);
        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal("fc.weight: std 5.00, 14.1 times that of He (0.354) for fan_in 16, fan_out 64.", finding.Sentence.ToString());
    }

    [Fact]
    public void A_matrix_of_zeros_is_told() =>
        Assert.Equal("all_zero", Assert.Single(Inspect(new SafetensorsWriter().Add("lora_B.weight", [2, 2], new float[4])).Findings).Rule);

    [Theory]
    [InlineData("conv.weight", new long[] { 8, 4, 3, 3 }, 36, 72)]
    [InlineData("fc.weight", new long[] { 8, 4 }, 4, 8)]
    [InlineData("Dense_0.kernel", new long[] { 4, 8 }, 4, 8)]
    [InlineData("Conv_0/kernel", new long[] { 3, 3, 4, 8 }, 36, 72)]
    public void Fans_are_those_of_the_framework(string name, long[] shape, long fanIn, long fanOut)
    {
        Initialization rule = Initialization.Of(name, shape, 1)!.Value;
        Assert.Equal((fanIn, fanOut), (rule.FanIn, rule.FanOut));
        Assert.Equal(Math.Sqrt(2.0 / fanIn), rule.He);
    }

    [Theory]
    [InlineData("bias", new long[] { 8 }, 1)]
    [InlineData("model.embed_tokens.weight", new long[] { 8, 4 }, 1)]
    [InlineData("transformer.wte.weight", new long[] { 8, 4 }, 1)]
    [InlineData("w", new long[] { 8, 4 }, 0)]
    [InlineData("w", new long[] { 8, 0 }, double.NaN)]
    public void Vectors_embeddings_and_constants_have_no_rule(string name, long[] shape, double deviation) =>
        Assert.Null(Initialization.Of(name, shape, deviation));

    private static CheckpointInspection Inspect(SafetensorsWriter content)
    {
        using var file = new TemporaryFile("model.safetensors", content.Bytes());
        using var checkpoint = CheckpointReader.Open(file.Path);
        return CheckpointInspection.Of(checkpoint);
    }
}
