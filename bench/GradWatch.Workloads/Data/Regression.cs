using static TorchSharp.torch;

namespace GradWatch.Workloads.Data;

/// <summary>Standard normal features and a smooth function of them with a little noise.</summary>
internal sealed class Regression
{
    private const double Noise = 0.1;

    private readonly int _features;
    private readonly Tensor _slopes, _bends;

    internal Regression(int features)
    {
        _features = features;
        _slopes = randn(features, 1) * (2 / Math.Sqrt(features));
        _bends = randn(features, 1) / Math.Sqrt(features);
    }

    internal (Tensor Inputs, Tensor Targets) Batch(int batch, double noise = Noise)
    {
        Tensor inputs = randn(batch, _features);
        return (inputs, Truth(inputs) + (randn(batch, 1) * noise));
    }

    /// <summary>The same points as they come from instruments: mean and standard deviation of a thousand.</summary>
    internal (Tensor Inputs, Tensor Targets) RawBatch(int batch)
    {
        (Tensor inputs, Tensor targets) = Batch(batch);
        return ((inputs * 1000) + 1000, targets);
    }

    private Tensor Truth(Tensor inputs) => inputs.mm(_slopes) + inputs.mm(_bends).sin();
}
