using GradWatch.Diagnosis.Origins;
using GradWatch.Wording;

namespace GradWatch.TorchSharp.Tracing.Replays;

/// <summary>Where a re-run saw the first value that is not finite, before it is said what made it.</summary>
internal sealed record Culprit
{
    internal required OriginPlace Place { get; init; }

    internal required OriginDirection Direction { get; init; }

    internal OriginFault Fault { get; init; } = OriginFault.Operation;

    internal string? Tensor { get; init; }

    /// <summary>The call in which it came up; null between modules.</summary>
    internal ModuleCall? Call { get; init; }

    /// <summary>The finite values that it came up from: of the forward pass, also where the backward pass breaks.</summary>
    internal IReadOnlyList<TensorReading> Given { get; init; } = [];

    /// <summary>The tensor that is not finite; null when it was not seen itself.</summary>
    internal TensorReading? Came { get; init; }

    internal IReadOnlyList<Sentence> Evidence { get; init; } = [];
}
