namespace GradWatch.TorchSharp.Weights;

/// <summary>What was done to one tensor.</summary>
public sealed record InitializedTensor
{
    /// <summary>The name in the model.</summary>
    public required string Name { get; init; }

    /// <summary>Its shape.</summary>
    public required IReadOnlyList<long> Shape { get; init; }

    /// <summary>The rule: <c>he_normal</c>, <c>xavier_uniform</c>, <c>orthogonal</c>, <c>unit_variance</c>, <c>zero</c>, <c>forget_gate</c>;
    /// <c>kept</c>, <c>kept_frozen</c> and <c>kept_not_run</c> where nothing was set.</summary>
    public required string Rule { get; init; }

    /// <summary>The activation that the rule was chosen for; null where it has none.</summary>
    public string? Activation { get; init; }

    /// <summary>Standard deviation that the rule calls for; NaN where it has none.</summary>
    public double Called { get; init; } = double.NaN;

    /// <summary>Standard deviation before.</summary>
    public double Before { get; init; }

    /// <summary>Standard deviation now.</summary>
    public double After { get; init; }

    /// <summary>True where values were set.</summary>
    public bool IsSet => !Rule.StartsWith("kept", StringComparison.Ordinal);
}
