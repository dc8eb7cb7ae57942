using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Tests.Recording;

/// <summary>Hosts of a store that does not answer until it is let go.</summary>
internal sealed class HangingHosts(SemaphoreSlim until) : IRunHosts
{
    public async ValueTask<IRunHost> OpenAsync(RunStart start, CancellationToken cancel = default)
    {
        // A call into a driver that heeds no token.
        await until.WaitAsync(CancellationToken.None);
        throw new StoreUnavailableException(StoreTrouble.Away, "away");
    }

    public ValueTask<IRunHost?> FindAsync(string run, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<RunSummary?> ChangeAsync(string run, RunChange change, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<bool> DeleteAsync(string run, CancellationToken cancel = default) => throw new NotSupportedException();

    public IAsyncEnumerable<RunNews> NewsAsync(string? run = null, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => default;
}
