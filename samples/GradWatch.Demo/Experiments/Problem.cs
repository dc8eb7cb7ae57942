using GradWatch.TorchSharp.Checks;
using GradWatch.TorchSharp.Inputs;
using GradWatch.TorchSharp.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.Demo.Experiments;

/// <summary>A model and the batches that it learns from, as one run trains them.</summary>
internal sealed class Problem(nn.Module<Tensor, Tensor> model, Func<(Tensor Inputs, Tensor Targets)> nextBatch, params IDisposable[] data) : IDisposable
{
    private (Tensor Inputs, Tensor Targets) _batch;

    internal nn.Module<Tensor, Tensor> Model => model;

    /// <summary>The mean squared error on the next batch.</summary>
    internal Tensor Loss()
    {
        _batch = nextBatch();
        return Again();
    }

    /// <summary>The same on the same batch, to find where a value stopped being finite.</summary>
    internal Tensor Again() => nn.functional.mse_loss(model.call(_batch.Inputs), _batch.Targets);

    /// <summary>What checks say of the weights and of the batch just drawn, the gravest first; before the first step it foretells the run.</summary>
    internal IEnumerable<CheckFinding> Check() =>
        InitializationCheck.Of(model).Findings.Concat(InputCheck.Of(_batch.Inputs).Findings).OrderByDescending(found => found.Severity);

    /// <inheritdoc/>
    public void Dispose()
    {
        model.Dispose();
        foreach (IDisposable one in data)
            one.Dispose();
    }
}
