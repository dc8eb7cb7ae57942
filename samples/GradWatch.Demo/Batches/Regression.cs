using static TorchSharp.torch;

namespace GradWatch.Demo.Batches;

/// <summary>A function of several features, learnt from a fixed set of examples, a random batch at a time.</summary>
internal sealed class Regression : IDisposable
{
    internal const int Features = 16;
    private const int Examples = 2048;
    private const double Noise = 0.1;

    private readonly int _batch;
    private readonly Tensor _inputs;
    private readonly Tensor _targets;

    /// <summary>Examples with features of the given mean and standard deviation; the answers do not depend on these.</summary>
    internal Regression(int batch, double mean = 0, double std = 1)
    {
        _batch = batch;
        using IDisposable scope = NewDisposeScope();
        Tensor unit = randn(Examples, Features);
        Tensor slope = randn(Features, 1), bend = randn(Features, 1);
        _targets = (unit.mm(slope) / 2 + unit.mm(bend).tanh() + Noise * randn(Examples, 1)).DetachFromDisposeScope();
        _inputs = (unit * std + mean).DetachFromDisposeScope();
    }

    /// <summary>All examples, as they are: (examples, features).</summary>
    internal Tensor Inputs => _inputs;

    internal (Tensor Inputs, Tensor Targets) Next()
    {
        Tensor chosen = randint(0, Examples, [_batch], dtype: int64);
        return (_inputs.index_select(0, chosen), _targets.index_select(0, chosen));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _inputs.Dispose();
        _targets.Dispose();
    }
}
