using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Hosting;

/// <summary>Finds the host of a run and wakes it where it sleeps. Thread-safe. Here all live in one process.</summary>
public interface IRunHosts : IAsyncDisposable
{
    /// <summary>The host of a run, which is created where there is none of this id.</summary>
    ValueTask<IRunHost> OpenAsync(RunStart start, CancellationToken cancel = default);

    /// <summary>The host of a run; null when there is no such run.</summary>
    ValueTask<IRunHost?> FindAsync(string run, CancellationToken cancel = default);

    /// <summary>Changes name, note or tags and tells listeners; null when there is no such run.</summary>
    ValueTask<RunSummary?> ChangeAsync(string run, RunChange change, CancellationToken cancel = default);

    /// <summary>Removes a run and tells listeners; false when there is none.</summary>
    ValueTask<bool> DeleteAsync(string run, CancellationToken cancel = default);

    /// <summary>News of one run, or of all when null, from now on. A reader that is too slow misses some: <see cref="RunNews.FirstRow"/> shows it.</summary>
    IAsyncEnumerable<RunNews> NewsAsync(string? run = null, CancellationToken cancel = default);
}
