using GradWatch.Detectors;
using GradWatch.Logs.Checkpoints;
using GradWatch.Logs.Inspection;
using GradWatch.Logs.Tests.Checkpoints;
using GradWatch.Logs.Tests.Safetensors;
using Xunit;

namespace GradWatch.Logs.Tests.Inspection;

public sealed class CheckpointComparisonTests
{
    [Theory]
    [InlineData(1.009f, null, null)]
    [InlineData(1.02f, null, Severity.Info)]
    [InlineData(1.2f, null, Severity.Warning)]
    [InlineData(2.5f, null, Severity.Critical)]
    [InlineData(1.02f, 100L, null)]
    [InlineData(1.2f, 100L, Severity.Info)]
    [InlineData(2.5f, 100L, Severity.Warning)]
    public void The_lines_of_a_step_are_milder_when_many_steps_lie_between(float factor, long? steps, Severity? severity) =>
        Assert.Equal(severity, Compare(Weights(3, 4), Weights(3 * factor, 4 * factor), steps).Worst);

    [Fact]
    public void The_overall_ratio_is_the_root_of_summed_squares_and_leaves_buffers_out()
    {
        CheckpointComparison comparison = Compare(
            new SafetensorsWriter().Add("a", 3).Add("b", 4).Add("running_mean", 1), new SafetensorsWriter().Add("a", 3.3f).Add("b", 4.4f).Add("running_mean", 100));
        Assert.Equal(0.1, comparison.Weights.Ratio, 1e-6);
        Assert.Equal(0.5, comparison.Weights.L2, 1e-6);
        Assert.Equal(5, comparison.Weights.Before.L2);
        Assert.Equal(3, comparison.Tensors.Count);
    }

    [Fact]
    public void Where_weights_ceased_to_be_finite_is_told_apart_from_where_they_were_not_before()
    {
        CheckpointComparison comparison = Compare(
            new SafetensorsWriter().Add("new", 1, 2).Add("old", float.NaN, 1).Add("gone", float.NaN, 1),
            new SafetensorsWriter().Add("new", float.NaN, float.PositiveInfinity).Add("old", float.NaN, 1).Add("gone", 1, 1));
        Assert.Equal(
            [
                "new: 2 of 2 elements are not finite; before all were.", "old: 1 of 2 elements are not finite, and 1 were not before.",
                "gone: 1 of 2 elements were not finite before; now all are.",
            ],
            comparison.Findings.Where(f => f.Rule == "non_finite").OrderByDescending(f => f.Severity).ThenBy(f => f.Tensor).Select(f => f.Sentence.ToString()));
        Assert.Equal((2, 0), (comparison.Tensors.Single(t => t.Before.Name == "new").Difference.Became, comparison.Weights.Stayed - 1));
        string[] headline = [.. CheckpointHeadline.For(comparison).Select(sentence => sentence.ToString())];
        Assert.Equal("No longer finite: 1 of 3 tensors, in new.", headline[0]);
        Assert.Equal("Not finite before either: 1 of 3 tensors, in old.", headline[1]);
    }

    [Fact]
    public void Weights_that_start_near_zero_are_allowed_their_first_steps()
    {
        CheckpointComparison comparison = Compare(Weights(0, 0).Add("big", 100), Weights(0.01f, 0).Add("big", 100));
        Assert.Equal(Severity.Info, comparison.Worst);
        Assert.Equal("w: ‖w‖ was 0, below 0.001: a ratio says nothing. ‖Δw‖ 0.0100.", Assert.Single(comparison.Findings).Sentence.ToString());
    }

    [Fact]
    public void Differences_are_exact_for_numbers_of_any_size()
    {
        CheckpointComparison floats = Compare(Weights(-3e38f, 3e38f), Weights(3e38f, -3e38f));
        Assert.Equal(1, floats.Weights.L2 / (6 * Math.Sqrt(2) * 1e38), 1e-6);
        Assert.Equal(2, floats.Weights.Ratio, 1e-12);
        CheckpointComparison small = Compare(Weights(1e-38f, 0), Weights(2e-38f, 0));
        Assert.Equal(1, small.Weights.L2 / 1e-38, 1e-6);
        CheckpointComparison doubles = Compare(
            new SafetensorsWriter().Add("w", "F64", [1], BitConverter.GetBytes(-1.5e308)), new SafetensorsWriter().Add("w", "F64", [1], BitConverter.GetBytes(1.5e308)));
        Assert.Equal(2, doubles.Weights.Ratio, 1e-12);
        Assert.Equal(double.PositiveInfinity, doubles.Weights.L2);
        Assert.Equal(0, doubles.Weights.Half.NonFinite);
    }

    [Fact]
    public void A_change_of_type_is_compared_by_value()
    {
        CheckpointComparison comparison = Compare(Weights(1, -2), new SafetensorsWriter().Add("w", "BF16", [2], [0x80, 0x3f, 0x00, 0xc0]));
        Assert.Equal(0, comparison.Weights.L2);
        Assert.Equal(1, comparison.Unchanged);
    }

    [Fact]
    public void Tensors_of_one_checkpoint_and_other_shapes_are_told_and_not_compared()
    {
        CheckpointComparison comparison = Compare(Weights(1, 2).Add("old", 1).Add("s", 1, 2), Weights(1, 2).Add("fresh", 1).Add("s", 1));
        Assert.Equal("old", Assert.Single(comparison.OnlyBefore).Name);
        Assert.Equal("fresh", Assert.Single(comparison.OnlyAfter).Name);
        Assert.Equal("s", Assert.Single(comparison.Reshaped).Before.Name);
        Assert.Equal("w", Assert.Single(comparison.Tensors).Before.Name);
    }

    [Fact]
    public void Checkpoints_of_different_models_have_nothing_in_common() =>
        Assert.Equal("nothing_in_common", Assert.Single(Compare(Weights(1), new SafetensorsWriter().Add("x", 1)).Findings).Rule);

    [Fact]
    public void A_zip_of_PyTorch_and_the_same_model_in_safetensors_do_not_differ()
    {
        using var before = CheckpointReader.Open(RealSamples.Shipped("checkpoints/ckpt.pt"));
        using var after = CheckpointReader.Open(RealSamples.Shipped("checkpoints/model.safetensors"));
        var comparison = CheckpointComparison.Of(before, after);
        Assert.Equal((14, 14, 0L), (comparison.Tensors.Count, comparison.Unchanged, comparison.Steps));
        Assert.Equal("The weights are the same in both.", Assert.Single(CheckpointHeadline.For(comparison)).ToString());
    }

    [Fact]
    public void A_tensor_of_many_pieces_is_read_as_one_of_few()
    {
        var random = new Random(7);
        float[] before = [.. Enumerable.Range(0, (1 << 20) + 4097).Select(_ => (float)random.NextDouble() - 0.5f)];
        float[] after = [.. before.Select(value => value * 1.5f)];
        CheckpointComparison comparison = Compare(new SafetensorsWriter().Add("w", before), new SafetensorsWriter().Add("w", after));
        double expected = Math.Sqrt(before.Zip(after).Sum(pair => Math.Pow((double)pair.Second - pair.First, 2)));
        Assert.Equal(1, comparison.Weights.L2 / expected, 1e-11);
        Assert.Equal(before.Length, comparison.Weights.Before.Count);
    }

    private static SafetensorsWriter Weights(params float[] values) => new SafetensorsWriter().Add("w", values);

    private static CheckpointComparison Compare(SafetensorsWriter before, SafetensorsWriter after, long? steps = null)
    {
        using var files = new TemporaryFile("before.safetensors", before.Bytes());
        using var left = CheckpointReader.Open(files.Path);
        using var right = CheckpointReader.Open(files.Add("after.safetensors", after.Bytes()));
        return CheckpointComparison.Of(left, right, steps);
    }
}
