namespace GradWatch.Guard;

/// <summary>Adaptive gradient clipping, unit by unit (Brock et al. 2021): the gradient of a unit is kept under a share of its weights.</summary>
/// <remarks>A unit is a row of a matrix or an output channel of a convolution (the first dimension); a bias or gain is one unit as a whole.</remarks>
public sealed record AdaptiveClipOptions
{
    /// <summary>λ: the norm of a unit's gradient over that of its weights is at most this. Published: 0.01.</summary>
    public double Ratio { get; init; } = 0.01;

    /// <summary>ε: weights of a smaller norm count as this much, so that units which start at zero can move. Published: 1e-3.</summary>
    public double Floor { get; init; } = 1e-3;

    /// <summary>Whether the last layer is clipped too. The paper leaves the output layer alone.</summary>
    public bool IncludeLastLayer { get; init; }
}
