using GradWatch.TorchSharp.Checks;

namespace GradWatch.TorchSharp.Weights;

/// <summary>One weight beside what its fans call for.</summary>
public sealed record CheckedTensor
{
    /// <summary>The name in the model.</summary>
    public required string Name { get; init; }

    /// <summary>Its shape.</summary>
    public required IReadOnlyList<long> Shape { get; init; }

    /// <summary>Inputs and outputs of a unit; of one gate where there are several.</summary>
    public Fans Fans { get; init; }

    /// <summary>The rule that it is compared with: <c>He</c>, <c>Xavier</c> or <c>orthogonal</c>; null where none is known.</summary>
    public string? Rule { get; init; }

    /// <summary>What follows, as far as it can be seen; null where not.</summary>
    public Activation? Activation { get; init; }

    /// <summary>Standard deviation of the tensor.</summary>
    public double Observed { get; init; }

    /// <summary>Standard deviation, or for recurrent weights the spectral radius, that the rule calls for; NaN where none is known.</summary>
    public double Called { get; init; } = double.NaN;

    /// <summary>Spectral radius and norm of recurrent weights, the largest of the gates; null for others.</summary>
    public RecurrentSpectrum? Spectrum { get; init; }

    /// <summary>Observed over called for.</summary>
    public double Times => (Spectrum?.Radius ?? Observed) / Called;

    /// <summary>What there is to say about it.</summary>
    public IReadOnlyList<CheckFinding> Findings { get; init; } = [];
}
