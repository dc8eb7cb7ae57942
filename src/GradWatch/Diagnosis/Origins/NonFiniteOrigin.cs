using GradWatch.Wording;

namespace GradWatch.Diagnosis.Origins;

/// <summary>Where the first NaN or infinity of a step came from, as far as it could be seen.</summary>
public sealed record NonFiniteOrigin
{
    /// <summary>The optimizer step.</summary>
    public required long Step { get; init; }

    /// <summary>The module, or what it lies between.</summary>
    public required OriginPlace Place { get; init; }

    /// <summary>The tensor that was seen first with it: a parameter by its name, else <c>input</c>, <c>output</c>, …; null when not told.</summary>
    public string? Tensor { get; init; }

    /// <summary>On which way it came up.</summary>
    public required OriginDirection Direction { get; init; }

    /// <summary>Whether input, weight or operation was at fault.</summary>
    public OriginFault Fault { get; init; }

    /// <summary>What most likely made it.</summary>
    public OriginOperation Operation { get; init; }

    /// <summary>True when the step was run again with every module watched; false when the gradients alone tell.</summary>
    public bool Replayed { get; init; }

    /// <summary>What was seen, a sentence with numbers each; also what could not be seen.</summary>
    public IReadOnlyList<Sentence> Evidence { get; init; } = [];

    /// <summary>All of it in a sentence.</summary>
    public Sentence Summary => Operation == OriginOperation.Unknown
        ? new Sentence("origin.summary." + Direction.Name(), Step, Place.Sentence, Tensor ?? "")
        : new Sentence($"origin.summary.{Direction.Name()}.named", Step, Place.Sentence, Tensor ?? "", Operation.Sentence());
}
