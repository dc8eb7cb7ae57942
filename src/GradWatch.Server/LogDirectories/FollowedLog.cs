using System.Globalization;
using System.Threading.Channels;
using GradWatch.Logs;
using GradWatch.Observations;
using GradWatch.Server.Taps;
using GradWatch.Storage;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;

namespace GradWatch.Server.LogDirectories;

/// <summary>One followed log on its way into a run: read on the log's own thread, taken in batches.</summary>
/// <remarks>
/// Of each series the store knows how many observations it has; so many are skipped when the log is read anew after a restart, whatever the order in
/// which several files are merged. The run's id is made of the path and the first observation: a log that was written anew is another run.
/// </remarks>
internal sealed class FollowedLog(LogRun log, string root, RunDoor door, IRunStore store, TapMeter meter, TimeProvider time)
{
    private const string Way = "logdir";
    private const int MostWaiting = 20_000;
    private const int MostValuesABatch = 5000;
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(2);

    private readonly Channel<Observation> _waiting = Channel.CreateBounded<Observation>(new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true });

    /// <summary>Reads the log until it ends; waits where the store cannot keep up, since the file keeps what is not yet taken.</summary>
    internal void Follow(CancellationToken cancel)
    {
        Task taking = Task.Run(() => TakeAsync(cancel), CancellationToken.None);
        try
        {
            foreach (Observation observation in log.Observations)
            {
                if (!_waiting.Writer.TryWrite(observation))
                    _waiting.Writer.WriteAsync(observation, cancel).AsTask().GetAwaiter().GetResult();
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops; what was not taken is read again after its next start.
        }
        finally
        {
            _waiting.Writer.Complete();
            taking.GetAwaiter().GetResult();
        }
    }

    private async Task TakeAsync(CancellationToken cancel)
    {
        try
        {
            await IngestAsync(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
        catch (StaleRunException)
        {
            // Somebody removed the run: it is not made again until the next start.
            await foreach (Observation _ in _waiting.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
            }
        }
    }

    private async Task IngestAsync(CancellationToken cancel)
    {
        IRunHost? host = null;
        Dictionary<Series, long> skip = [];
        while (await _waiting.Reader.WaitToReadAsync(cancel).ConfigureAwait(false))
        {
            if (host is null)
            {
                _waiting.Reader.TryPeek(out Observation first);
                host = await TryAsync(() => door.OpenAsync(Start(first), cancel).AsTask(), cancel).ConfigureAwait(false);
                Dictionary<Series, SeriesProgress> kept =
                    await TryAsync(() => SeriesProgress.ReadAsync(store, host.Summary.Id, cancel), cancel).ConfigureAwait(false);
                skip = kept.ToDictionary(one => one.Key, one => one.Value.Count);
            }
            RunBatch batch = Drain(skip);
            if (batch.Rows.Count > 0)
                await TryAsync(() => host.IngestAsync(batch, cancel).AsTask(), cancel).ConfigureAwait(false);
            meter.Count(Way, batch.Rows.Values, 0, 0);
        }
    }

    private RunBatch Drain(Dictionary<Series, long> skip)
    {
        StepRows rows = new();
        List<Series> series = [];
        Dictionary<Series, int> places = [];
        while (rows.Values < MostValuesABatch && _waiting.Reader.TryRead(out Observation observation))
        {
            if (skip.TryGetValue(observation.Series, out long left) && left > 0)
            {
                skip[observation.Series] = left - 1;
                continue;
            }
            if (!places.TryGetValue(observation.Series, out int place))
            {
                places.Add(observation.Series, place = series.Count);
                series.Add(observation.Series);
            }
            bool sameRow = rows.Count > 0 && rows.Steps[^1] == observation.Step && rows.SeriesOf(rows.Count - 1).IndexOf(place) < 0;
            if (!sameRow)
                rows.Begin(observation.Step);
            rows.Add(place, observation.Value);
        }
        return new RunBatch { Series = series, Rows = rows };
    }

    // The log waits: nothing of it is lost while the store is away.
    private async Task<T> TryAsync<T>(Func<Task<T>> act, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return await act().ConfigureAwait(false);
            }
            catch (Exception away) when (away is StoreUnavailableException or StaleRunException { ActualRows: not null } or RequestProblemException)
            {
                await Task.Delay(Away, time, cancel).ConfigureAwait(false);
            }
        }
    }

    private RunStart Start(in Observation first)
    {
        string path = Path.GetFullPath(log.Description.Source);
        // The event files of a directory are one run, and more may come.
        if (Path.GetFileName(path).Contains("tfevents", StringComparison.Ordinal))
            path = Path.GetDirectoryName(path)!;
        string relative = Path.GetRelativePath(Path.GetFullPath(root), path);
        string name = log.Description.Name ?? (relative == "." ? Path.GetFileName(path) : relative);
        string value = ((float)first.Value).ToString("R", CultureInfo.InvariantCulture);
        return new RunStart
        {
            Id = RunDoor.IdOf(name, path, log.Description.Name ?? "", string.Create(CultureInfo.InvariantCulture, $"{first.Step} {first.Series} {value}")),
            Name = name.Length > 0 ? name : "log",
            Source = log.Description.Source,
            Format = log.Description.Format,
        };
    }
}
