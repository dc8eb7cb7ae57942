using System.Collections.Concurrent;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Hosting;

/// <summary>Puts runs to sleep that are not used, and looks for runs that another process writes to the same store.</summary>
internal sealed class HostUpkeep(
    IRunStore store, ConcurrentDictionary<string, RunHost> hosts, Func<RunSummary, RunHost> host, NewsHub hub, HostingOptions options, TimeProvider time)
{
    // Clocks of processes on one machine agree; a write takes a while from its time stamp to its commit.
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private DateTimeOffset _looked = time.GetUtcNow();

    internal event Action<Exception>? Faulted;

    internal async Task RunAsync(CancellationToken cancel)
    {
        TimeSpan beat = options.LookInterval > TimeSpan.Zero ? options.LookInterval : Beat;
        using PeriodicTimer timer = new(beat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel).ConfigureAwait(false))
            {
                await TryAsync(SleepUnusedAsync, cancel).ConfigureAwait(false);
                if (options.LookInterval > TimeSpan.Zero)
                    await TryAsync(LookAsync, cancel).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The hosts are being disposed of.
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> act, CancellationToken cancel)
    {
        try
        {
            await act(cancel).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException and not OutOfMemoryException)
        {
            Faulted?.Invoke(fault);
        }
    }

    private async Task SleepUnusedAsync(CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        long bytes = 0;
        foreach (RunHost host in hosts.Values.OrderByDescending(host => host.LastUsed))
        {
            bytes += host.MemoryBytes;
            if (host.MemoryBytes > 0 && (bytes > options.AwakeBytes || now - host.LastUsed > options.IdleTime))
                await host.SleepAsync(cancel).ConfigureAwait(false);
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        DateTimeOffset begun = time.GetUtcNow();
        RunFilter filter = new() { UpdatedSince = _looked - Overlap, Take = int.MaxValue };
        foreach (RunSummary stored in await store.ListAsync(filter, cancel).ConfigureAwait(false))
        {
            if (!hosts.TryGetValue(stored.Id, out RunHost? known))
                hub.Tell(new RunNews { Summary = host(stored).Summary, FirstRow = stored.Rows, Rows = new StepRows() });
            else if (stored.Updated > known.Summary.Updated)
                await known.RefreshAsync(stored, cancel).ConfigureAwait(false);
        }
        _looked = begun;
    }
}
