using GradWatch.Observations;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests;

[Collection("torch")]
public sealed class TrainingWatchTests
{
    public TrainingWatchTests() => LibTorch.Require();

    [Fact]
    public void The_norm_of_a_step_is_that_of_all_gradients_together()
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd();
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer);
        using Tensor loss = training.Backward();
        double expected = training.GradientNorm();

        StepResult result = watch.Step(loss);

        Assert.Equal(expected, result.GradientNorm, expected * 1e-9);
        Assert.True(result.Stepped);
        Assert.Equal(loss.item<float>(), result.Loss);
    }

    [Fact]
    public void Each_step_observes_loss_learning_rate_and_norms()
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd(0.25);
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer);
        for (int i = 0; i < 3; i++)
        {
            using Tensor loss = training.Backward();
            watch.Step(loss);
        }

        Assert.Equal(3, watch.Monitor.Record.Find(Quantity.Loss)!.Count);
        Assert.Equal(0.25, watch.Monitor.Record.Find(Quantity.LearningRate)!.Last);
        Assert.Equal(2, watch.Monitor.Record.Find(Quantity.GradNorm)!.LastStep);
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"],
            watch.Monitor.Record.OfTensors(Quantity.GradNorm).Select(trace => trace.Series.Tensor));
    }

    [Fact]
    public void Parts_of_a_batch_are_one_step_with_their_mean_loss()
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd();
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer);
        training.Backward().Dispose();

        watch.Accumulate(tensor(1f));
        watch.Accumulate(tensor(4f));
        StepResult result = watch.Step();

        Assert.Equal(2.5, result.Loss);
        Assert.Equal(1, watch.NextStep);
    }

    [Fact]
    public void Observing_does_not_step()
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd();
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer);
        using Tensor loss = training.Backward();
        using Tensor before = training.Model.parameters().First().clone();

        StepResult result = watch.Observe(loss);

        Assert.False(result.Stepped);
        Assert.True(before.equal(training.Model.parameters().First()).all().item<bool>());
        Assert.Equal(1, watch.NextStep);
    }

    [Fact]
    public void A_gradient_that_holds_a_NaN_is_observed_as_NaN()
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd();
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer);
        using Tensor loss = training.Backward();
        using (no_grad())
            training.Model.parameters().Last().grad![1] = float.NaN;

        StepResult result = watch.Observe(loss);

        Assert.Equal(1, result.NonFinite);
        Assert.True(double.IsFinite(result.GradientNorm));
        Assert.Equal(double.NaN, watch.Monitor.Record.Find(new Series(Quantity.GradNorm))!.Last);
        Assert.Equal(double.NaN, watch.Monitor.Record.Find(new Series(Quantity.GradNorm, "2.bias"))!.Last);
        Assert.Equal(1, watch.Monitor.Record.Find(new Series(Quantity.GradNonFinite, "2.bias"))!.Last);
        Assert.True(double.IsFinite(watch.Monitor.Record.Find(new Series(Quantity.GradNorm, "0.weight"))!.Last));
    }
}
