namespace GradWatch.TorchSharp.Weights;

/// <summary>How <see cref="Initialization.ToUnitVariance(global::TorchSharp.torch.nn.Module, Action, UnitVarianceOptions?)"/> scales.</summary>
public sealed record UnitVarianceOptions
{
    /// <summary>|variance − 1| that is near enough. 0.1: the paper's own.</summary>
    public double Tolerance { get; init; } = 0.1;

    /// <summary>Runs for one layer at most. 10: the paper's own.</summary>
    public int MostRuns { get; init; } = 10;

    /// <summary>Draws orthogonal weights first, as the paper does; false scales the weights as they are.</summary>
    public bool OrthogonalFirst { get; init; } = true;

    /// <summary>Seed of the orthogonal weights; null draws from torch's own numbers.</summary>
    public long? Seed { get; init; }
}
