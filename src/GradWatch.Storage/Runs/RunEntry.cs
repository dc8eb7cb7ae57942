namespace GradWatch.Storage.Runs;

/// <summary>Something that happened to a run beside its numbers: what a guard did, where a NaN came from, an alert, a gap.</summary>
public sealed record RunEntry
{
    /// <summary>What kind: <c>guard</c>, <c>origin</c>, <c>alert</c>, <c>gap</c>, <c>note</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Rows that the run had when it happened.</summary>
    public required long Row { get; init; }

    /// <summary>The first step it is about.</summary>
    public required long FirstStep { get; init; }

    /// <summary>The last step it is about.</summary>
    public required long LastStep { get; init; }

    /// <summary>A sentence in English.</summary>
    public required string English { get; init; }

    /// <summary>The same in Russian.</summary>
    public required string Russian { get; init; }

    /// <summary>What a program needs of it, in a form of the kind's own; empty when the sentence is all.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }
}
