using GradWatch.Observations;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests;

[Collection("torch")]
public sealed class DynamicLossScaleTests
{
    public DynamicLossScaleTests() => LibTorch.Require();

    [Fact]
    public void A_scaled_training_steps_like_one_that_is_not()
    {
        using Training plain = new(), scaled = new();
        using optim.Optimizer plainly = plain.Sgd(), scaledly = scaled.Sgd();
        DynamicLossScale scale = new() { Initial = 1024 };
        using TrainingWatch watch = TrainingWatch.Attach(scaled.Model, scaledly, options => options.ScaleLoss(scale));
        for (int i = 0; i < 3; i++)
        {
            plain.Backward().Dispose();
            double expected = plain.GradientNorm();
            plainly.step();
            Assert.Equal(expected, Step(scaled, scale, watch).GradientNorm, 1e-6 * expected);
        }
        foreach ((Tensor one, Tensor other) in plain.Model.parameters().Zip(scaled.Model.parameters()))
            Assert.True(one.equal(other).all().item<bool>());
    }

    [Fact]
    public void An_overflow_skips_the_step_and_halves_the_scale()
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd();
        DynamicLossScale scale = new();
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer, options => options.ScaleLoss(scale));
        training.Backward().Dispose();
        using (no_grad())
            training.Model.parameters().First().grad![0] = float.PositiveInfinity;
        using Tensor before = training.Model.parameters().First().clone();

        StepResult result = watch.Step(1.0);

        Assert.False(result.Stepped);
        Assert.True(before.equal(training.Model.parameters().First()).all().item<bool>());
        Assert.Equal(32768, scale.Value);
        Assert.Equal(0, watch.Monitor.Record.Find(Quantity.LossScale)!.FirstStep);
        Assert.Equal(32768, watch.Monitor.Record.Find(Quantity.LossScale)!.Last);
    }

    [Fact]
    public void The_scale_grows_after_an_interval_without_overflow()
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd();
        DynamicLossScale scale = new() { Initial = 4, Interval = 3 };
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer, options => options.ScaleLoss(scale));
        double[] scales = [.. Enumerable.Range(0, 4).Select(_ =>
        {
            Step(training, scale, watch);
            return scale.Value;
        })];
        Assert.Equal([4, 4, 8, 8], scales);
    }

    private static StepResult Step(Training training, DynamicLossScale scale, TrainingWatch watch)
    {
        training.Model.zero_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor loss = training.Loss();
        scale.Scale(loss).backward();
        return watch.Step(loss);
    }
}
