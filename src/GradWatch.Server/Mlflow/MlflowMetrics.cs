using System.Collections.Concurrent;
using GradWatch.Observations;
using GradWatch.Server.Taps;
using GradWatch.Storage;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;

namespace GradWatch.Server.Mlflow;

/// <summary>Metrics into runs, and back.</summary>
internal sealed class MlflowMetrics(IRunStore store, SeriesNames names, TapMeter meter)
{
    private const string Way = "mlflow";
    private const int MostKept = 2000;
    private const int RowsLookedAt = 4096;
    private readonly ConcurrentDictionary<string, MlflowRun> _runs = [];

    internal async Task LogAsync(IRunHost host, IReadOnlyList<MlflowMetric> metrics, CancellationToken cancel)
    {
        if (metrics.Count == 0)
            return;
        if (_runs.Count > MostKept)
            _runs.Clear();
        MlflowRun run = _runs.GetOrAdd(host.Summary.Id, _ => new MlflowRun());
        // A call that is sent again may come while the first is still being written.
        await run.Turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            await TakeAsync(host, run, metrics, cancel).ConfigureAwait(false);
        }
        finally
        {
            run.Turn.Release();
        }
    }

    /// <summary>The values of a metric in the order of their arrival; none for a name that is no quantity.</summary>
    internal async IAsyncEnumerable<(long Step, double Value)> HistoryAsync(
        IRunHost host, string key, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        Series? series = (await names.FindAsync(host, [key], cancel).ConfigureAwait(false))[key];
        IReadOnlyList<SeriesEntry> entries = await store.SeriesAsync(host.Summary.Id, cancel).ConfigureAwait(false);
        int index = entries.Where(entry => entry.Series.Equals(series)).Select(entry => entry.Index).DefaultIfEmpty(-1).First();
        if (index < 0)
            yield break;
        await foreach (StepRows rows in store.RowsAsync(host.Summary.Id, 0, cancel).ConfigureAwait(false))
        {
            for (int row = 0; row < rows.Count; row++)
            {
                if (rows.SeriesOf(row).IndexOf(index) is >= 0 and int place)
                    yield return (rows.Steps[row], rows.ValuesOf(row)[place]);
            }
        }
    }

    /// <summary>The newest value of each series of the whole run.</summary>
    internal async Task<IReadOnlyList<MlflowMetric>> LatestAsync(IRunHost host, CancellationToken cancel)
    {
        List<SeriesEntry> entries = [.. (await store.SeriesAsync(host.Summary.Id, cancel).ConfigureAwait(false)).Where(entry => entry.Series.IsOfRun)];
        if (entries.Count == 0)
            return [];
        long time = host.Summary.Updated.ToUnixTimeMilliseconds();
        IReadOnlyList<SeriesBins> bins =
            await store.BinsAsync(host.Summary.Id, [.. entries.Select(entry => entry.Index)], StepRange.All, 1, cancel).ConfigureAwait(false);
        return [.. from entry in entries
                   from series in bins
                   where series.Index == entry.Index && series.Bins.Count > 0
                   select new MlflowMetric(entry.Series.Name, series.Bins[^1].Last, series.Bins[^1].LastStep, time)];
    }

    private async Task TakeAsync(IRunHost host, MlflowRun run, IReadOnlyList<MlflowMetric> metrics, CancellationToken cancel)
    {
        if (run.Seen is null || host.Summary.Rows == 0)
            run.Seen = await RestoreAsync(host, cancel).ConfigureAwait(false);
        IReadOnlyDictionary<string, Series?> known = await names.FindAsync(host, metrics.Select(metric => metric.Key), cancel).ConfigureAwait(false);
        RowTable rows = new();
        List<(Series Series, MlflowMetric Metric)> taken = [];
        (int ignored, int repeated) = (0, 0);
        foreach (MlflowMetric metric in metrics)
        {
            if (known[metric.Key] is not { } series)
            {
                ignored++;
            }
            else if (run.Seen.Contains(series, metric))
            {
                repeated++;
            }
            else
            {
                rows.Add(series, metric.Step, metric.Value);
                taken.Add((series, metric));
            }
        }
        if (rows.Count > 0)
            await host.IngestAsync(rows.ToBatch(), cancel).ConfigureAwait(false);
        foreach ((Series series, MlflowMetric metric) in taken)
            run.Seen.Add(series, metric);
        meter.Count(Way, rows.Count, ignored, repeated);
    }

    private async Task<SeenPoints> RestoreAsync(IRunHost host, CancellationToken cancel)
    {
        SeenPoints seen = new();
        if (host.Summary.Rows == 0)
            return seen;
        Dictionary<int, Series> series = (await store.SeriesAsync(host.Summary.Id, cancel).ConfigureAwait(false)).ToDictionary(entry => entry.Index, entry => entry.Series);
        await foreach (StepRows rows in store.RowsAsync(host.Summary.Id, Math.Max(0, host.Summary.Rows - RowsLookedAt), cancel).ConfigureAwait(false))
        {
            for (int row = 0; row < rows.Count; row++)
            {
                for (int i = 0; i < rows.SeriesOf(row).Length; i++)
                    seen.Restore(series[rows.SeriesOf(row)[i]], rows.Steps[row], rows.ValuesOf(row)[i]);
            }
        }
        return seen;
    }
}
