namespace GradWatch.Storage.Runs;

/// <summary>What the detectors of a run had learnt when it had so many rows.</summary>
/// <param name="Rows">Rows taken in; those after it are taken in again.</param>
/// <param name="Bytes">As <c>TrainingMonitor.SaveRun</c> wrote it.</param>
public sealed record SavedState(long Rows, ReadOnlyMemory<byte> Bytes);
