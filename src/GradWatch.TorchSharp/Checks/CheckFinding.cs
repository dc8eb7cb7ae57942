using GradWatch.Detectors;
using GradWatch.Wording;

namespace GradWatch.TorchSharp.Checks;

/// <summary>What a check before training says of a tensor, a feature, a layer or the whole model.</summary>
public sealed record CheckFinding
{
    /// <summary>The rule, e.g. <c>wide_weights</c>; docs/prevention.md lists them.</summary>
    public required string Rule { get; init; }

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The tensor, feature or module; null for the whole.</summary>
    public string? Subject { get; init; }

    /// <summary>The finding as one sentence: the number, what it is compared with, how far.</summary>
    public required Sentence Sentence { get; init; }

    /// <summary>What to do, as one imperative with its numbers; null where there is nothing to do.</summary>
    public Sentence? Advice { get; init; }

    /// <summary>The remedy's id, e.g. <c>initialize_weights</c>; null where there is nothing to do.</summary>
    public string? Remedy { get; init; }

    /// <summary>The number found; NaN where there is none.</summary>
    public double Value { get; init; } = double.NaN;

    /// <summary>What it is compared with; NaN where there is nothing.</summary>
    public double Reference { get; init; } = double.NaN;

    /// <summary>The sentence and the advice in English.</summary>
    public override string ToString() => Advice is null ? Sentence.ToString() : $"{Sentence} {Advice}";
}
