namespace GradWatch.Storage;

/// <summary>Keeps the store small and whole.</summary>
public interface IRunUpkeep
{
    /// <summary>Seals the tail of runs that are not written to and gives freed space back to the disk.</summary>
    ValueTask<StoreSize> CompactAsync(IProgress<double>? progress = null, CancellationToken cancel = default);

    /// <summary>How large the store is.</summary>
    ValueTask<StoreSize> SizeAsync(CancellationToken cancel = default);

    /// <summary>Answers when the store can be read and written; throws <see cref="StoreUnavailableException"/> when it cannot.</summary>
    ValueTask CheckAsync(CancellationToken cancel = default);
}
