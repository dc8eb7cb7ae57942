using System.Collections.Concurrent;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Hosting;

/// <summary>All runs of a store, hosted in this process.</summary>
/// <remarks>Disposing saves what the detectors know; the store stays open, it belongs to who opened it.</remarks>
public sealed class RunHosts : IRunHosts
{
    private readonly ConcurrentDictionary<string, RunHost> _hosts = [];
    private readonly NewsHub _hub = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly IRunStore _store;
    private readonly HostingOptions _options;
    private readonly TimeProvider _time;
    private readonly GroupCommit _commit;
    private readonly Task _upkeep;

    /// <summary>Hosts the runs of a store.</summary>
    public RunHosts(IRunStore store, HostingOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _options = options ?? new HostingOptions();
        _time = time ?? TimeProvider.System;
        _commit = new GroupCommit(store);
        HostUpkeep upkeep = new(store, _hosts, Host, _hub, _options, _time);
        _upkeep = upkeep.RunAsync(_ending.Token);
        upkeep.Faulted += fault => Faulted?.Invoke(fault);
    }

    /// <summary>Told of a fault while runs were put to sleep or looked for; it is tried again.</summary>
    public event Action<Exception>? Faulted;

    /// <inheritdoc/>
    public async ValueTask<IRunHost> OpenAsync(RunStart start, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (!RunIds.IsValid(start.Id))
            throw new ArgumentException($"'{start.Id}' is no id of a run: 1 to {RunIds.LongestLength} letters, digits, dots, dashes and underscores", nameof(start));
        if (_hosts.TryGetValue(start.Id, out RunHost? known))
            return known;
        RunHost host = Host(await _store.OpenAsync(start, cancel).ConfigureAwait(false));
        _hub.Tell(new RunNews { Summary = host.Summary, FirstRow = host.Summary.Rows, Rows = new StepRows() });
        return host;
    }

    /// <inheritdoc/>
    public async ValueTask<IRunHost?> FindAsync(string run, CancellationToken cancel = default)
    {
        if (!RunIds.IsValid(run))
            return null;
        if (_hosts.TryGetValue(run, out RunHost? known))
            return known;
        return await _store.FindAsync(run, cancel).ConfigureAwait(false) is { } stored ? Host(stored) : null;
    }

    /// <inheritdoc/>
    public async ValueTask<RunSummary?> ChangeAsync(string run, RunChange change, CancellationToken cancel = default)
    {
        if (await _store.ChangeAsync(run, change, cancel).ConfigureAwait(false) is not { } stored)
            return null;
        RunHost host = Host(stored);
        host.Changed(stored);
        return host.Summary;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string run, CancellationToken cancel = default)
    {
        RunSummary? stored = await _store.FindAsync(run, cancel).ConfigureAwait(false);
        if (!await _store.DeleteAsync(run, cancel).ConfigureAwait(false))
            return false;
        _hosts.TryRemove(run, out _);
        if (stored is not null)
            _hub.Tell(new RunNews { Summary = stored, FirstRow = stored.Rows, Rows = new StepRows(), Deleted = true });
        return true;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RunNews> NewsAsync(string? run = null, CancellationToken cancel = default) => _hub.ListenAsync(run, cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_ending.IsCancellationRequested)
            return;
        await _ending.CancelAsync().ConfigureAwait(false);
        _hub.End();
        await _upkeep.ConfigureAwait(false);
        foreach (RunHost host in _hosts.Values)
        {
            try
            {
                await host.SleepAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception trouble) when (trouble is StoreUnavailableException or StaleRunException)
            {
                // What was not saved is taken in again from the rows when the run wakes.
                Faulted?.Invoke(trouble);
            }
            host.Dispose();
        }
        await _commit.DisposeAsync().ConfigureAwait(false);
        _ending.Dispose();
    }

    private RunHost Host(RunSummary summary) =>
        _hosts.GetOrAdd(summary.Id, _ => new RunHost(_store, _commit, _hub, _options, _time, summary));
}
