using GradWatch.TorchSharp;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Tracing;

[Collection("torch")]
public sealed class FlatMemoryTests
{
    [Fact]
    public void Two_hundred_traces_leave_no_tensor_and_no_memory_behind()
    {
        LibTorch.Require();
        manual_seed(1);
        using Sequential model = nn.Sequential(
            ("l1", nn.Linear(64, 64)), ("bn", nn.BatchNorm1d(64)), ("sqrt", new Operation("sqrt", h => (h * 0).sqrt())), ("l2", nn.Linear(64, 1)));
        using optim.Optimizer optimizer = optim.SGD(model.parameters(), 0);
        using Tensor x = randn(256, 64);
        using TrainingWatch watch = TrainingWatch.Attach(model, optimizer, options => options.Trace(new TraceOptions { NameOperation = true }));
        Tensor Loss() => model.call(x).mean();
        for (int i = 0; i < 50; i++)
            watch.TraceNow(Loss);
        (long tensors, long bytes, long resident) = Now();

        for (int i = 0; i < 200; i++)
            Assert.NotNull(watch.TraceNow(Loss).Origin);

        (long tensorsAfter, long bytesAfter, long residentAfter) = Now();
        Assert.Equal(tensors, tensorsAfter);
        Assert.InRange(bytesAfter - bytes, long.MinValue, 500_000);
        // One trace makes about a megabyte of tensors.
        Assert.InRange(residentAfter - resident, long.MinValue, 40_000_000);
    }

    [Fact]
    public void A_step_without_an_incident_allocates_nothing_for_the_trace()
    {
        LibTorch.Require();
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd();
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer, options => options.Trace());
        long allocated = 0;
        for (int step = 0; step < 30; step++)
        {
            using Tensor loss = training.Backward();
            long before = GC.GetAllocatedBytesForCurrentThread();
            watch.Observe(loss);
            // The first steps meet new series and code that is not yet compiled.
            allocated += step < 20 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private static (long Tensors, long Bytes, long Resident) Now()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return (Tensor.TotalCount, GC.GetTotalMemory(true), Environment.WorkingSet);
    }
}
