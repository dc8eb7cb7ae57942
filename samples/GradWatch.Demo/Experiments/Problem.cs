using static TorchSharp.torch;

namespace GradWatch.Demo.Experiments;

/// <summary>A model and the batches that it learns from, as one run trains them.</summary>
internal sealed class Problem(nn.Module<Tensor, Tensor> model, Func<(Tensor Inputs, Tensor Targets)> nextBatch, IDisposable? data = null) : IDisposable
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

    /// <inheritdoc/>
    public void Dispose()
    {
        model.Dispose();
        data?.Dispose();
    }
}
