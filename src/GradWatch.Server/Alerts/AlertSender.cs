using System.Collections.Concurrent;
using GradWatch.Server.Taps;
using GradWatch.Storage;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;

namespace GradWatch.Server.Alerts;

/// <summary>Tells of one episode by one way: again after a failure, not again after a success, and never in the way of anything else.</summary>
/// <remarks>What was told is recorded after it was told. A server that is killed between the two tells once more: rather that than not at all.</remarks>
internal sealed class AlertSender(IRunHosts hosts, IRunStore store, TapOptions options, TapMeter meter, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(string Run, string Key), bool> _begun = [];

    internal async Task SendAsync(IAlertWay way, Alert alert, CancellationToken cancel)
    {
        string key = AlertRecord.KeyOf(way.Name, alert);
        if (!_begun.TryAdd((alert.Run.Id, key), true) || await WasToldAsync(alert, key, cancel).ConfigureAwait(false))
            return;
        TimeSpan wait = options.AlertWait;
        for (int attempt = 1; ; attempt++)
        {
            if (await TryAsync(way, alert, attempt, cancel).ConfigureAwait(false) is { } entry)
            {
                await NoteAsync(entry, alert, cancel).ConfigureAwait(false);
                return;
            }
            await Task.Delay(wait, time, cancel).ConfigureAwait(false);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    internal void Forget(string run)
    {
        foreach ((string Run, string Key) begun in _begun.Keys.Where(begun => begun.Run == run))
            _begun.TryRemove(begun, out _);
    }

    /// <summary>What is to be noted of it; null when it is to be tried again.</summary>
    private async Task<RunEntry?> TryAsync(IAlertWay way, Alert alert, int attempt, CancellationToken cancel)
    {
        try
        {
            await way.TellAsync(alert, cancel).ConfigureAwait(false);
            meter.Alert(way.Name, "sent");
            return AlertRecord.Told(way.Name, alert);
        }
        catch (AlertFailedException failed)
        {
            bool over = failed.ForGood || attempt >= options.AlertAttempts;
            meter.Alert(way.Name, over ? "given_up" : "retried");
            return over ? AlertRecord.GivenUp(way.Name, alert, attempt, failed) : null;
        }
    }

    private async Task<bool> WasToldAsync(Alert alert, string key, CancellationToken cancel)
    {
        IReadOnlyList<RunEntry>? entries = await RetriedAsync(
            async () => await store.EntriesAsync(alert.Run.Id, EntryKinds.Alert, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
        return entries is null || entries.Any(entry => AlertRecord.KeyOf(entry) == key);
    }

    private Task<IRunHost?> NoteAsync(RunEntry entry, Alert alert, CancellationToken cancel) => RetriedAsync(async () =>
    {
        IRunHost? host = await hosts.FindAsync(alert.Run.Id, cancel).ConfigureAwait(false);
        if (host is not null)
            await host.NoteAsync(entry with { Row = host.Summary.Rows }, cancel).ConfigureAwait(false);
        return host;
    }, cancel);

    // The store may be away for a while; a run that is gone has nothing to be noted.
    private async Task<T?> RetriedAsync<T>(Func<Task<T?>> act, CancellationToken cancel) where T : class
    {
        while (true)
        {
            try
            {
                return await act().ConfigureAwait(false);
            }
            catch (StaleRunException)
            {
                return null;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(options.AlertWait, time, cancel).ConfigureAwait(false);
            }
        }
    }
}
