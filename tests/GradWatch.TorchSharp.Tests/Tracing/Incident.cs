using GradWatch.Diagnosis.Origins;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Tracing;

/// <summary>Trains until a value is not finite, and gives what the trace said of it.</summary>
internal static class Incident
{
    /// <summary>The origin of the first incident in so many steps.</summary>
    internal static NonFiniteOrigin Of(
        nn.Module model, Func<Tensor> loss, int steps = 1, bool replay = true, double rate = 0, Action<WatchOptions>? configure = null, Action<int>? before = null)
    {
        using optim.Optimizer optimizer = optim.SGD(model.parameters(), rate);
        List<Exception> faults = [];
        using TrainingWatch watch = TrainingWatch.Attach(model, optimizer, options =>
        {
            options.Trace();
            configure?.Invoke(options);
        });
        watch.Faulted += faults.Add;
        for (int step = 0; step < steps && watch.Monitor.Origins.Count == 0; step++)
        {
            before?.Invoke(step);
            using DisposeScope scope = NewDisposeScope();
            optimizer.zero_grad();
            Tensor value = loss();
            value.backward();
            if (replay)
                watch.Step(value, loss);
            else
                watch.Step(value);
        }
        Assert.Empty(faults);
        return Assert.Single(watch.Monitor.Origins);
    }

    /// <summary>A linear layer of a model by its name.</summary>
    internal static Linear Layer(this nn.Module model, string name) => (Linear)model.named_children().First(child => child.name == name).module;

    /// <summary>The evidence, in English.</summary>
    internal static IEnumerable<string> Sentences(this NonFiniteOrigin origin) => origin.Evidence.Select(sentence => sentence.ToString());
}
