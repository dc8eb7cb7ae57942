namespace GradWatch.TorchSharp.Weights;

/// <summary>How <see cref="Initialization"/> draws the weights of a model.</summary>
public sealed record InitializationOptions
{
    /// <summary>How values are spread. Both kinds have the same standard deviation.</summary>
    public WeightDistribution Distribution { get; init; } = WeightDistribution.Normal;

    /// <summary>What follows a layer whose activation is a function in somebody's <c>forward</c> and cannot be seen.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>Says what follows the module of a name; null leaves it to what can be seen.</summary>
    public Func<string, Activation?>? ActivationOf { get; init; }

    /// <summary>He's rule by the outgoing fan: keeps the size of gradients instead of that of signals.</summary>
    public bool OutgoingFan { get; init; }

    /// <summary>Largest singular value of orthogonal recurrent weights. 1: their powers over the time steps stay 1 (Saxe et al. 2014).</summary>
    public double RecurrentGain { get; init; } = 1;

    /// <summary>Bias of an LSTM's forget gate. 1: it remembers to begin with (Jozefowicz et al. 2015). Null draws none.</summary>
    public double? ForgetBias { get; init; } = 1;

    /// <summary>Orthogonal matrices for layers that are not recurrent, too, scaled to the same standard deviation.</summary>
    public bool Orthogonal { get; init; }

    /// <summary>False keeps the biases of layers as they are. They become 0 otherwise.</summary>
    public bool ZeroBiases { get; init; } = true;

    /// <summary>True sets frozen tensors (<c>requires_grad</c> false) as well.</summary>
    public bool IncludeFrozen { get; init; }

    /// <summary>Seed of its own random numbers; null draws from torch's own, as <c>manual_seed</c> left them.</summary>
    public long? Seed { get; init; }
}
