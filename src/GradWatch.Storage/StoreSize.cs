namespace GradWatch.Storage;

/// <summary>How large a store is.</summary>
/// <param name="Runs">Runs kept.</param>
/// <param name="Observations">Observations kept.</param>
/// <param name="Bytes">Bytes on disk, indices and free pages included.</param>
public readonly record struct StoreSize(long Runs, long Observations, long Bytes);
