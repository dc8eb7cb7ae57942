namespace GradWatch.TorchSharp.Weights.Reading;

/// <summary>What a tensor of a model is for.</summary>
internal enum WeightKind
{
    /// <summary>Of a linear layer, a convolution, or a projection of attention.</summary>
    Feedforward,
    /// <summary>From the input to the units or gates of a recurrent layer.</summary>
    RecurrentInput,
    /// <summary>From one time step to the next.</summary>
    Recurrent,
    Bias,
    /// <summary>Scale and shift of a normalization: it ends any growth before it.</summary>
    Normalization,
    Embedding,
    /// <summary>A parameter of the user's own module, or of a function: what it calls for is not known.</summary>
    Other,
}
