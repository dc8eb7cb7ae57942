using System.Threading.Channels;
using GradWatch.Server.Taps;
using GradWatch.Storage;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GradWatch.Server.Alerts;

/// <summary>Hears of episodes and has somebody told, once each; once more where one becomes graver.</summary>
internal sealed partial class AlertService(IRunHosts hosts, IRunStore store, TapOptions options, AlertSender sender, TimeProvider time, ILogger<AlertService> log)
    : BackgroundService
{
    // What happened while the server was down is still news after so long. Not tuned.
    private static readonly TimeSpan StillNews = TimeSpan.FromHours(1);

    // So many wait at most, and so many are told of at once: a slow webhook holds up the others little.
    private const int MostWaiting = 10_000;
    private const int AtOnce = 8;

    private readonly Channel<(IAlertWay Way, Alert Alert)> _waiting =
        Channel.CreateBounded<(IAlertWay, Alert)>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<IAlertWay> ways = [];
        if (options.AlertWebhook is { } webhook)
            ways.Add(new WebhookWay(webhook));
        if (options.AlertCommand is { } program)
            ways.Add(new CommandWay(program));
        if (ways.Count == 0)
            return;
        try
        {
            await Task.WhenAll([ListenAsync(ways, stoppingToken), .. Enumerable.Range(0, AtOnce).Select(_ => SendAsync(stoppingToken))]).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; what was not told is told after its next start.
        }
        foreach (IDisposable way in ways.OfType<IDisposable>())
            way.Dispose();
    }

    private async Task ListenAsync(List<IAlertWay> ways, CancellationToken cancel)
    {
        IAsyncEnumerable<RunNews> all = hosts.NewsAsync(null, cancel);
        await CatchUpAsync(ways, cancel).ConfigureAwait(false);
        Dictionary<string, long> rows = [];
        await foreach (RunNews news in all.ConfigureAwait(false))
        {
            string run = news.Summary.Id;
            if (news.Deleted)
            {
                rows.Remove(run);
                sender.Forget(run);
                continue;
            }
            bool missed = rows.TryGetValue(run, out long known) && news.FirstRow > known;
            rows[run] = news.FirstRow + news.Rows.Count;
            Offer(ways, news.Summary, missed ? await EpisodesAsync(run, cancel).ConfigureAwait(false) : news.Episodes);
        }
    }

    private async Task CatchUpAsync(List<IAlertWay> ways, CancellationToken cancel)
    {
        try
        {
            RunFilter recent = new() { UpdatedSince = time.GetUtcNow() - StillNews, Take = int.MaxValue };
            foreach (RunSummary run in await store.ListAsync(recent, cancel).ConfigureAwait(false))
            {
                if (run.Worst >= options.AlertSeverity)
                    Offer(ways, run, await EpisodesAsync(run.Id, cancel).ConfigureAwait(false));
            }
        }
        catch (StoreUnavailableException away)
        {
            Missed(away);
        }
    }

    private async Task<IReadOnlyList<StoredEpisode>> EpisodesAsync(string run, CancellationToken cancel)
    {
        try
        {
            return await store.EpisodesAsync(run, cancel).ConfigureAwait(false);
        }
        catch (StoreUnavailableException away)
        {
            Missed(away);
            return [];
        }
    }

    private void Offer(List<IAlertWay> ways, RunSummary run, IEnumerable<StoredEpisode> episodes)
    {
        foreach (StoredEpisode episode in episodes.Where(episode => episode.Severity >= options.AlertSeverity))
        {
            foreach (IAlertWay way in ways)
                _waiting.Writer.TryWrite((way, new Alert(run, episode, options)));
        }
    }

    private async Task SendAsync(CancellationToken cancel)
    {
        await foreach ((IAlertWay way, Alert alert) in _waiting.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            try
            {
                await sender.SendAsync(way, alert, cancel).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Fault(fault, alert.Id);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Episodes may go untold: the store was away")]
    private partial void Missed(Exception away);

    [LoggerMessage(Level = LogLevel.Error, Message = "Telling of {Alert} failed")]
    private partial void Fault(Exception fault, string alert);
}
