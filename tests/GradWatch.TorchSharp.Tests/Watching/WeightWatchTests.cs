using GradWatch.Observations;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Watching;

[Collection("torch")]
public sealed class WeightWatchTests
{
    private static readonly SamplingSchedule Always = new() { Every = 1 };

    public WeightWatchTests() => LibTorch.Require();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_step_changed_is_measured_exactly(bool elsewhere)
    {
        using Training training = new();
        using optim.Optimizer optimizer = optim.Adam(training.Model.parameters(), 0.01);
        using TrainingWatch watch = TrainingWatch.Attach(
            training.Model, optimizer, options => options.ReadWeights(Always).NeverInPlace = elsewhere);
        using Tensor start = Flat(training);
        using Tensor first = Step(training, watch);
        using Tensor second = Step(training, watch);
        double tolerance = elsewhere ? 1e-5 : 1e-9;

        AssertLast(watch, Quantity.ParamNorm, Norm(first), tolerance);
        AssertLast(watch, Quantity.ParamMax, first.abs().max().item<double>(), tolerance);
        AssertLast(watch, Quantity.UpdateNorm, Norm(second - first), tolerance);
        AssertLast(watch, Quantity.UpdateRatio, Norm(second - first) / Norm(first), tolerance);
        AssertLast(watch, Quantity.Displacement, Norm(second - start) / Norm(start), tolerance);
        Assert.Equal(2, watch.Monitor.Record.Find(new Series(Quantity.UpdateRatio, "0.weight"))!.Count);
    }

    [Fact]
    public void Plain_descent_is_known_at_every_step_without_reading_weights()
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd(0.01);
        using TrainingWatch watch = TrainingWatch.Attach(
            training.Model, optimizer, options => options.ReadWeights(new SamplingSchedule { AtStart = 1, Every = 0 }).ClipGradientNorm(0.05));
        Step(training, watch).Dispose();
        using Tensor before = Flat(training);
        using Tensor after = Step(training, watch);

        Assert.Equal(1, watch.Monitor.Record.Find(Quantity.ParamNorm)!.Count);
        AssertLast(watch, Quantity.UpdateNorm, Norm(after - before), 1e-4);
        AssertLast(watch, Quantity.UpdateRatio, Norm(after - before) / Norm(before), 1e-2);
    }

    [Fact]
    public void A_step_that_moves_the_weights_by_a_tenth_is_read_whatever_the_schedule()
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd(10);
        using TrainingWatch watch = TrainingWatch.Attach(
            training.Model, optimizer, options => options.ReadWeights(new SamplingSchedule { AtStart = 1, Every = 0, UnderAlarm = -1 }));
        Step(training, watch).Dispose();
        Step(training, watch).Dispose();

        Assert.Equal(2, watch.Monitor.Record.Find(Quantity.ParamNorm)!.Count);
    }

    [Fact]
    public void Where_the_loop_steps_the_change_is_seen_at_the_next_call_and_belongs_to_its_own_step()
    {
        using Training training = new();
        using optim.Optimizer optimizer = optim.Adam(training.Model.parameters(), 0.01);
        TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer, options => options.ReadWeights(Always));
        for (int i = 0; i < 3; i++)
        {
            using Tensor loss = training.Backward();
            watch.Observe(loss);
            optimizer.step();
            Assert.Equal(i, watch.Monitor.Record.Find(Quantity.UpdateNorm)?.Count ?? 0);
        }
        Assert.Equal(1, watch.Monitor.Record.Find(Quantity.UpdateNorm)!.LastStep);
        watch.Dispose();
        Assert.Equal(2, watch.Monitor.Record.Find(Quantity.UpdateNorm)!.LastStep);
    }

    [Fact]
    public void What_is_switched_off_is_not_observed()
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd();
        using TrainingWatch watch = TrainingWatch.Attach(
            training.Model, optimizer, options => options.ReadWeights(Always).WithoutUpdates().WithoutTensors());
        Step(training, watch).Dispose();

        Assert.NotNull(watch.Monitor.Record.Find(Quantity.Displacement));
        Assert.Null(watch.Monitor.Record.Find(Quantity.UpdateNorm));
        Assert.All(watch.Monitor.Record.Traces, trace => Assert.True(trace.Series.IsOfRun));
    }

    private static Tensor Step(Training training, TrainingWatch watch)
    {
        using Tensor loss = training.Backward();
        watch.Step(loss);
        return Flat(training);
    }

    private static Tensor Flat(Training training)
    {
        using IDisposable noGrad = no_grad();
        return cat([.. training.Model.parameters().Select(parameter => parameter.flatten().to(float64))]);
    }

    private static double Norm(Tensor values) => Math.Sqrt(values.square().sum().item<double>());

    private static void AssertLast(TrainingWatch watch, Quantity quantity, double expected, double tolerance) =>
        Assert.Equal(expected, watch.Monitor.Record.Find(quantity)!.Last, tolerance * expected);
}
