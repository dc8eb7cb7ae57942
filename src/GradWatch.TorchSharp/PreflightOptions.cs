using GradWatch.TorchSharp.Checks;
using GradWatch.TorchSharp.Architecture;
using GradWatch.TorchSharp.Inputs;
using GradWatch.TorchSharp.Weights;

namespace GradWatch.TorchSharp;

/// <summary>Options of the checks that <see cref="Preflight"/> joins.</summary>
public sealed record PreflightOptions
{
    /// <summary>Of the check of the weights.</summary>
    public InitializationCheckOptions Initialization { get; init; } = new();

    /// <summary>Of the check of the inputs.</summary>
    public InputCheckOptions Inputs { get; init; } = new();

    /// <summary>Of the check of the architecture.</summary>
    public ArchitectureCheckOptions Architecture { get; init; } = new();
}
