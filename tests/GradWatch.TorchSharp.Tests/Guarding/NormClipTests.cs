using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Guarding;

[Collection("torch")]
public sealed class NormClipTests
{
    [Theory]
    [InlineData(ScalarType.Float32, 1e-6)]
    [InlineData(ScalarType.Float64, 1e-14)]
    [InlineData(ScalarType.Float16, 3e-3)]
    [InlineData(ScalarType.BFloat16, 1e-2)]
    public void A_norm_above_the_limit_becomes_the_limit_in_every_precision(ScalarType type, double tolerance)
    {
        LibTorch.Require();
        manual_seed(1);
        using SomeGradients run = new(options => options.ClipGradientNorm(0.5), randn(40, 30).to(type), randn(1001).to(type));
        double before = run.Norm;

        StepResult result = run.Watch.Step(1.0);

        Assert.Equal(0.5, run.Norm, 0.5 * tolerance);
        Assert.Equal(0.5 / before, result.ClipCoefficient, 1e-9);
    }

    [Theory]
    [InlineData(1e25f)]
    [InlineData(1e19f)]
    [InlineData(3e38f)]
    public void Huge_finite_gradients_are_clipped_where_torch_zeroes_them(float value)
    {
        LibTorch.Require();
        using SomeGradients run = new(options => options.ClipGradientNorm(1), full(1000, value));
        run.Watch.Step(1.0);

        Assert.Equal(1, run.Norm, 1e-6);
        Assert.Equal(1 / Math.Sqrt(1000), run[0][0].item<float>(), 1e-8);
    }

    [Fact]
    public void Half_precision_whose_norm_is_beyond_its_range_is_clipped_where_torch_zeroes_it()
    {
        LibTorch.Require();
        using SomeGradients run = new(options => options.ClipGradientNorm(100), full(100_000, 300f).to(float16));
        run.Watch.Step(1.0);
        Assert.Equal(100, run.Norm, 0.1);
    }

    [Fact]
    public void The_norm_after_clipping_is_right_for_millions_of_elements()
    {
        LibTorch.Require();
        using SomeGradients run = new(options => options.ClipGradientNorm(1), full(4_000_000, 1e-3f));
        run.Watch.Step(1.0);
        Assert.Equal(1, run.Norm, 1e-5);
    }

    [Fact]
    public void A_norm_within_the_limit_leaves_every_bit_as_it_is()
    {
        LibTorch.Require();
        manual_seed(3);
        Tensor gradient = randn(333);
        byte[] before = gradient.bytes.ToArray();
        using SomeGradients run = new(options => options.ClipGradientNorm(100), gradient);
        StepResult result = run.Watch.Step(1.0);
        Assert.Equal(before, run[0].bytes.ToArray());
        Assert.Equal(1, result.ClipCoefficient);
        Assert.Empty(run.Watch.Actions);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_gradient_that_is_not_finite_is_left_alone_where_torch_would_spread_it(float bad)
    {
        LibTorch.Require();
        Tensor gradient = full(100, 5f);
        gradient[7] = bad;
        using SomeGradients run = new(options => options.ClipGradientNorm(1), gradient, full(100, 5f));
        run.Watch.Step(1.0);
        Assert.Equal(199, run[0].eq(5).sum().item<long>() + run[1].eq(5).sum().item<long>());
    }

    [Fact]
    public void Several_tensors_share_one_factor_and_parameters_without_a_gradient_do_not_matter()
    {
        LibTorch.Require();
        using SomeGradients run = new(options => options.ClipGradientNorm(1), [full(4, 3f), full(1, 8f)], [ones(4), ones(1), ones(2)]);
        run.Watch.Step(1.0);
        Assert.Equal(0.3f, run[0][0].item<float>());
        Assert.Equal(0.8f, run[1][0].item<float>());
    }

    [Fact]
    public void A_clip_is_told_recorded_and_observed()
    {
        LibTorch.Require();
        using SomeGradients run = new(options => options.ClipGradientNorm(1), full(4, 2f));
        List<GradWatch.Guard.GuardAction> told = [];
        run.Watch.Acted += told.Add;
        run.Watch.NextBatch([5, 6]);
        run.Watch.Step(1.0);
        Assert.Equal("Step 0: gradient norm 4.00 clipped to 1.00.", Assert.Single(told).Sentence.ToString());
        Assert.Equal([5, 6], told[0].Batch);
        Assert.Equal(told, run.Watch.Actions);
        Assert.Equal(told, run.Watch.Report().Actions);
        Assert.Equal(0.25, run.Watch.Monitor.Record.Find(GradWatch.Observations.Quantity.ClipCoefficient)!.Last);
        Assert.Equal(1, run.Watch.Monitor.Record.Find(GradWatch.Observations.Quantity.GradNormClipped)!.Last);
    }
}
