using static TorchSharp.torch;

namespace GradWatch.Demo.Experiments;

/// <summary>A model and the batches that it learns from, as one run trains them.</summary>
internal sealed record Problem(nn.Module<Tensor, Tensor> Model, Func<(Tensor Inputs, Tensor Targets)> NextBatch, IDisposable? Data = null) : IDisposable
{
    /// <summary>The mean squared error on the next batch.</summary>
    internal Tensor Loss()
    {
        (Tensor inputs, Tensor targets) = NextBatch();
        return nn.functional.mse_loss(Model.call(inputs), targets);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Model.Dispose();
        Data?.Dispose();
    }
}
