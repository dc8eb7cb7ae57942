using GradWatch.TorchSharp.Weights;

namespace GradWatch.TorchSharp.Architecture;

/// <summary>What is known of the training, and the lines of <see cref="ArchitectureCheck"/>; docs/prevention.md tells where they were measured.</summary>
public sealed record ArchitectureCheckOptions
{
    /// <summary>Time steps of a sequence; null takes those that a run of the model shows.</summary>
    public long? SequenceLength { get; init; }

    /// <summary>True where gradients are clipped in training.</summary>
    public bool Clips { get; init; }

    /// <summary>Time steps from which on a plain RNN is spoken of. At 20 a radius of 0.5 leaves a millionth.</summary>
    public long LongSequence { get; init; } = 20;

    /// <summary>Growth through time that warns. Measured over 100 time steps: 1.1¹⁰⁰ = 1e4 trains, 1.25¹⁰⁰ = 5e9 does not.</summary>
    public double Amplification { get; init; } = 1e6;

    /// <summary>Layers in a row without normalization from which on a stack is deep.</summary>
    public int DeepStack { get; init; } = 10;

    /// <summary>Layers in a row before logistic functions from which on a stack is deep: each leaves a quarter of the gradient at most.</summary>
    public int SaturatingStack { get; init; } = 5;

    /// <summary>What a deep stack must leave of a signal; below it warns. Measured with PyTorch's own start, which leaves 0.41 a layer of ReLU:
    /// SGD at 0.01 learns with 5 layers (1e-2) and not with 10 (1e-4).</summary>
    public double Attenuation { get; init; } = 1e-3;

    /// <summary>What follows the module of a name, where the check cannot see it.</summary>
    public Func<string, Activation?>? ActivationOf { get; init; }
}
