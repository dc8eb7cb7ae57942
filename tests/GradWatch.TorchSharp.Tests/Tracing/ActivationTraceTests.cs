using GradWatch.Observations;
using GradWatch.TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Tracing;

[Collection("torch")]
public sealed class ActivationTraceTests
{
    public ActivationTraceTests() => LibTorch.Require();

    [Fact]
    public void Each_module_has_the_size_of_its_outputs_and_of_the_gradient_that_comes_back()
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd();
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer);
        Tensor? output = null;
        training.Model.register_forward_hook((_, _, y) =>
        {
            output = y.detach().clone().DetachFromDisposeScope();
            return y;
        });

        ActivationTrace trace = watch.TraceNow(training.Loss);

        ModuleActivation last = trace.Modules.Single(module => module.Name == "2");
        Assert.Equal(output!.pow(2).mean().sqrt().item<float>(), last.Rms, 1e-6);
        Assert.Equal(output.abs().max().item<float>(), last.Max, 1e-6);
        // d mse / d out = 2 (out − y) / n, so its norm is 2 √(loss · n) / n.
        Assert.Equal(2 * Math.Sqrt(trace.Loss / output.numel()), last.GradientNorm, 1e-6);
        Assert.Equal(["0", "1", "2"], trace.Modules.Take(3).Select(module => module.Name));
        Assert.Null(trace.Origin);
        Assert.StartsWith("module ", trace.ToString());
    }

    [Fact]
    public void Its_observations_are_in_the_record_of_the_run()
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd();
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer);

        ActivationTrace trace = watch.TraceNow(training.Loss);

        Assert.Equal(trace.Modules.Count, watch.Monitor.Record.OfTensors(Quantity.ActivationMax).Count());
        Assert.Equal(trace.Modules[0].Rms, watch.Monitor.Record.OfTensors(Quantity.ActivationRms).First().First, 1e-12);
    }

    [Fact]
    public void A_loss_that_throws_is_told_and_not_thrown()
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd();
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer);
        List<Exception> faults = [];
        watch.Faulted += faults.Add;

        ActivationTrace trace = watch.TraceNow(() => throw new InvalidOperationException("no batch"));

        Assert.Equal("no batch", Assert.Single(faults).Message);
        Assert.Empty(trace.Modules);
    }

    [Fact]
    public void Modules_that_no_hook_sees_are_named()
    {
        manual_seed(1);
        using ForwardCalls model = new();
        using optim.Optimizer optimizer = optim.SGD(model.parameters(), 0.1);
        using TrainingWatch watch = TrainingWatch.Attach(model, optimizer);
        using Tensor x = randn(4, 8);

        Assert.Equal(["hidden", "out"], watch.TraceNow(() => model.call(x).mean()).Unseen);
    }
}
