namespace GradWatch.Storage.Runs;

/// <summary>How far a writer of a run has come: what it sent up to this number is durable.</summary>
/// <param name="Writer">The writer's own name for itself, one for each process that sends.</param>
/// <param name="Sequence">The number of its last batch.</param>
public readonly record struct WriterSequence(string Writer, long Sequence);
