using GradWatch.Storage.Runs;

namespace GradWatch.Storage;

/// <summary>Keeps the store small and whole.</summary>
public interface IRunUpkeep
{
    /// <summary>Seals the tail of runs that are not written to and gives freed space back to the disk.</summary>
    ValueTask<StoreSize> CompactAsync(IProgress<double>? progress = null, CancellationToken cancel = default);

    /// <summary>Removes the runs that the policy does not keep, the oldest first, and answers which; with <paramref name="pretend"/> nothing is removed.</summary>
    /// <remarks>The space is free for new runs at once; <see cref="CompactAsync"/> gives it back to the disk.</remarks>
    ValueTask<IReadOnlyList<RunSummary>> RetainAsync(RetentionPolicy policy, bool pretend = false, CancellationToken cancel = default);

    /// <summary>How large the store is.</summary>
    ValueTask<StoreSize> SizeAsync(CancellationToken cancel = default);

    /// <summary>Answers when the store can be read and written; throws <see cref="StoreUnavailableException"/> when it cannot.</summary>
    ValueTask CheckAsync(CancellationToken cancel = default);
}
