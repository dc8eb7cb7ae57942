using GradWatch.Guard;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Guarding;

[Collection("torch")]
public sealed class OtherClipsTests
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void Each_element_is_brought_within_the_limit_and_a_NaN_stays(ScalarType type)
    {
        LibTorch.Require();
        Tensor gradient = zeros(21);
        (gradient[0], gradient[1], gradient[2], gradient[3], gradient[20]) = (3f, -7f, float.PositiveInfinity, float.NaN, float.NegativeInfinity);
        gradient[4] = 0.5f;
        using SomeGradients run = new(options => options.ClipGradientValue(2), gradient.to(type));
        run.Watch.Step(1.0);
        float[] clipped = run[0].to(float32).data<float>().ToArray();
        Assert.Equal([2, -2, 2, float.NaN, 0.5f], clipped[..5]);
        Assert.Equal(-2, clipped[20]);
    }

    [Fact]
    public void Elements_within_the_limit_keep_their_bits()
    {
        LibTorch.Require();
        manual_seed(1);
        Tensor gradient = randn(77);
        byte[] before = gradient.bytes.ToArray();
        using SomeGradients run = new(options => options.ClipGradientValue(10), gradient);
        run.Watch.Step(1.0);
        Assert.Equal(before, run[0].bytes.ToArray());
    }

    [Fact]
    public void Clipping_by_value_tells_the_norm_that_is_left()
    {
        LibTorch.Require();
        using SomeGradients run = new(options => options.ClipGradientValue(1), full(16, 2f));
        Assert.Equal(0.5, run.Watch.Step(1.0).ClipCoefficient);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Adaptively_each_row_is_kept_under_its_share_of_its_weights(ScalarType type)
    {
        LibTorch.Require();
        Tensor weight = ones(3, 4), gradient = full([3L, 4L], 1f);
        weight[1] = 100f;
        weight[2] = 0f;
        using SomeGradients run = new(
            options => options.ClipAdaptively(new AdaptiveClipOptions { Ratio = 0.1, IncludeLastLayer = true }), [gradient.to(type)], [weight.to(type)]);
        run.Watch.Step(1.0);
        float[] rows = run[0].to(float32)[TensorIndex.Colon, 0].data<float>().ToArray();
        Assert.Equal(0.1, rows[0], 1e-3);
        Assert.Equal(1, rows[1]);
        Assert.Equal(1e-4 / 2, rows[2], 1e-6);
    }

    [Fact]
    public void Adaptively_a_bias_is_one_unit_and_a_filter_one_for_each_output_channel()
    {
        LibTorch.Require();
        using SomeGradients run = new(
            options => options.ClipAdaptively(new AdaptiveClipOptions { Ratio = 0.5, IncludeLastLayer = true }),
            [full(9, 1f), full([2L, 3, 2, 2], 1f)], [ones(9), ones(2, 3, 2, 2)]);
        run.Watch.Step(1.0);
        Assert.Equal(1.5, run[0].norm().item<float>(), 1e-5);
        Assert.Equal(0.5 * Math.Sqrt(12), run[1][0].norm().item<float>(), 1e-5);
    }

    [Fact]
    public void Adaptively_the_last_layer_is_left_alone_unless_asked()
    {
        LibTorch.Require();
        manual_seed(1);
        foreach (bool include in new[] { false, true })
        {
            using Sequential model = nn.Sequential(("first", nn.Linear(4, 4)), ("last", nn.Linear(4, 1)));
            using optim.Optimizer optimizer = optim.SGD(model.parameters(), 0.0);
            using TrainingWatch watch = TrainingWatch.Attach(
                model, optimizer, options => options.ClipAdaptively(new AdaptiveClipOptions { Ratio = 1e-4, IncludeLastLayer = include }));
            model.call(randn(8, 4)).sum().backward();
            double[] before = [.. model.parameters().Select(p => (double)p.grad!.norm().item<float>())];
            watch.Step(1.0);
            double[] after = [.. model.parameters().Select(p => (double)p.grad!.norm().item<float>())];
            Assert.True(after[0] < before[0] / 2);
            Assert.Equal(include, after[2] < before[2]);
        }
    }

    [Fact]
    public void At_a_percentile_a_spike_is_clipped_to_what_is_usual_and_does_not_raise_it()
    {
        LibTorch.Require();
        using SomeGradients run = new(options => options.ClipAtPercentile(new PercentileClipOptions { Warmup = 20 }), zeros(1));
        for (int step = 0; step < 30; step++)
        {
            run[0].fill_(1 + step % 10 * 0.1f);
            run.Watch.Step(1.0);
        }
        for (int again = 0; again < 30; again++)
        {
            run[0].fill_(again % 2 == 0 ? 1e6f : float.NaN);
            run.Watch.Step(1.0);
        }
        run[0].fill_(1e6f);
        run.Watch.Step(1.0);
        Assert.Equal(1.8, run[0].item<float>(), 1e-5);
    }

    [Fact]
    public void Several_clips_act_one_after_the_other_in_the_order_in_which_they_were_asked_for()
    {
        LibTorch.Require();
        using SomeGradients run = new(options => options.ClipGradientValue(3).ClipGradientNorm(1), full(4, 100f));
        StepResult result = run.Watch.Step(1.0);
        Assert.Equal(0.5f, run[0][0].item<float>());
        Assert.Equal(1 / 200.0, result.ClipCoefficient, 1e-12);
    }

    [Fact]
    public void Limits_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WatchOptions().ClipGradientNorm(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WatchOptions().ClipGradientNorm(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WatchOptions().ClipGradientValue(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WatchOptions().ClipAtPercentile(101));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WatchOptions().SkipNonFiniteSteps(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WatchOptions().BackOffLearningRate(new BackOffOptions { Factor = 2 }));
    }
}
