using GradWatch.Observations;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Watching;

[Collection("torch")]
public sealed class AllocationTests
{
    public AllocationTests() => LibTorch.Require();

    /// <summary>What the monitor keeps of a series doubles a few times until it is full; between that a step allocates nothing.</summary>
    [Fact]
    public void A_step_allocates_nothing()
    {
        using Training training = new();
        using StillOptimizer optimizer = new([.. training.Model.parameters()]);
        using TrainingWatch watch = TrainingWatch.Attach(
            training.Model, optimizer, options => options.ReadWeights(new SamplingSchedule { Every = 20 }).ClipGradientNorm(1e-3).SkipNonFiniteSteps());
        using Tensor loss = training.Backward();
        for (int i = 0; i < 4200; i++)
            watch.Step(loss);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 500; i++)
            watch.Step(loss);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(watch.Monitor.Record.Find(Quantity.UpdateNorm)!.Count > 200);
    }

    [Fact]
    public void Observing_allocates_nothing()
    {
        using Training training = new();
        using StillOptimizer optimizer = new([.. training.Model.parameters()]);
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer, options => options.WithoutWeights());
        using Tensor loss = training.Backward();
        for (int i = 0; i < 4200; i++)
            watch.Observe(loss);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 500; i++)
            watch.Observe(loss);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Twenty_thousand_steps_keep_memory_and_tensors_as_they_were()
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd(1e-4);
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer, options => options.ClipGradientNorm(1));
        Train(training, watch, 5000);
        long tensors = Tensor.TotalCount, managed = GC.GetTotalMemory(forceFullCollection: true), resident = Environment.WorkingSet;

        Train(training, watch, 20_000);

        Assert.Equal(tensors, Tensor.TotalCount);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - managed, long.MinValue, 1_000_000);
        Assert.InRange(Environment.WorkingSet - resident, long.MinValue, 20_000_000);
    }

    private static void Train(Training training, TrainingWatch watch, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            watch.Step(training.Backward());
        }
    }
}
