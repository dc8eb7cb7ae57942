namespace GradWatch.TorchSharp;

/// <summary>What a module returned in one run of a loss, over all its calls.</summary>
public sealed record ModuleActivation
{
    /// <summary>The path in the model, e.g. <c>encoder.0</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How many times it was called.</summary>
    public required int Calls { get; init; }

    /// <summary>Root mean square of its finite outputs; NaN when there is none.</summary>
    public required double Rms { get; init; }

    /// <summary>max |a| of its finite outputs.</summary>
    public required double Max { get; init; }

    /// <summary>Elements of its outputs that are NaN or infinite.</summary>
    public required long NonFinite { get; init; }

    /// <summary>L2 norm of the gradient that came back to its outputs; NaN or infinite where it is not finite, 0 when none came.</summary>
    public required double GradientNorm { get; init; }
}
