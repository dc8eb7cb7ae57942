using GradWatch.Wording;

namespace GradWatch.Remedies;

/// <summary>A change to the training, with its numbers worked out from the run.</summary>
public sealed record Remedy
{
    /// <summary>A stable snake_case name, e.g. <c>clip_gradient_norm</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The numbers by snake_case name, e.g. <c>max_norm</c>; finite.</summary>
    public required IReadOnlyDictionary<string, double> Parameters { get; init; }

    /// <summary>One imperative with its number: "Clip the gradient norm at 4.0."</summary>
    public required Sentence Action { get; init; }

    /// <summary>Where the number is from, and what it answers.</summary>
    public required Sentence Why { get; init; }

    /// <summary>The two or three lines it takes in TorchSharp.</summary>
    public required string TorchSharp { get; init; }

    /// <summary>The two or three lines it takes in PyTorch.</summary>
    public required string PyTorch { get; init; }

    /// <summary>What a trial of it showed; null when it was not tried.</summary>
    public Trial? Trial { get; init; }
}
