using System.Collections.Concurrent;
using GradWatch.Storage;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;
using Microsoft.Extensions.Hosting;

namespace GradWatch.Server;

/// <summary>Counts what comes in, whichever way, and how many runs there are.</summary>
internal sealed class Tally(IRunStore store, IRunHosts hosts, ServerMeter meter, TimeProvider time) : BackgroundService
{
    private const int Seconds = 10;

    private readonly ConcurrentDictionary<string, long> _lost = [];
    private readonly long[] _counts = new long[Seconds];
    private readonly long[] _stamps = new long[Seconds];
    private readonly Lock _lock = new();
    private long _allLost;

    /// <summary>Told of a run that is gone.</summary>
    internal event Action<string>? Deleted;

    internal DateTimeOffset Started { get; } = time.GetUtcNow();

    /// <summary>Runs there are.</summary>
    internal int Runs => _lost.Count;

    /// <summary>Observations of all runs that were lost before they could be written.</summary>
    internal long Lost => Interlocked.Read(ref _allLost);

    /// <summary>Over the last ten seconds.</summary>
    internal double ObservationsASecond
    {
        get
        {
            long now = time.GetUtcNow().ToUnixTimeSeconds(), sum = 0;
            lock (_lock)
            {
                for (int i = 0; i < Seconds; i++)
                    sum += now - _stamps[i] < Seconds ? _counts[i] : 0;
            }
            return (double)sum / Seconds;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        IAsyncEnumerable<RunNews> all = hosts.NewsAsync(null, stoppingToken);
        await SeedAsync(stoppingToken).ConfigureAwait(false);
        try
        {
            await foreach (RunNews news in all.ConfigureAwait(false))
                Take(news);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task SeedAsync(CancellationToken cancel)
    {
        try
        {
            foreach (RunSummary run in await store.ListAsync(new RunFilter { Take = int.MaxValue }, cancel).ConfigureAwait(false))
                Lose(run);
        }
        catch (Exception trouble) when (trouble is StoreUnavailableException or OperationCanceledException)
        {
            // Runs are counted as they tell of themselves.
        }
    }

    private void Take(RunNews news)
    {
        if (news.Deleted)
        {
            if (_lost.TryRemove(news.Summary.Id, out long gone))
                Interlocked.Add(ref _allLost, -gone);
            Deleted?.Invoke(news.Summary.Id);
            return;
        }
        Lose(news.Summary);
        if (news.Rows.Values == 0)
            return;
        meter.Committed(news.Rows.Values);
        long now = time.GetUtcNow().ToUnixTimeSeconds();
        int slot = (int)(now % Seconds);
        lock (_lock)
        {
            if (_stamps[slot] != now)
                (_stamps[slot], _counts[slot]) = (now, 0);
            _counts[slot] += news.Rows.Values;
        }
    }

    private void Lose(RunSummary run)
    {
        long before = 0;
        _lost.AddOrUpdate(run.Id, run.Lost, (_, known) =>
        {
            before = known;
            return run.Lost;
        });
        if (run.Lost != before)
            Interlocked.Add(ref _allLost, run.Lost - before);
    }
}
