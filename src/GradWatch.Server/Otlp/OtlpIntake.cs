using System.Collections.Concurrent;
using GradWatch.Observations;
using GradWatch.Server.Sending;
using GradWatch.Server.Taps;
using GradWatch.Storage;
using GradWatch.Storage.Hosting;

namespace GradWatch.Server.Otlp;

/// <summary>Takes the points of a request into runs.</summary>
/// <remarks>
/// An exporter sends all its points again and again: of a series with steps only a higher step is new. A point without a step is the next of its
/// series. A request that is sent again after its answer was lost is known by its time.
/// </remarks>
internal sealed class OtlpIntake(RunDoor door, SeriesNames names, IRunStore store, ServerOptions options, TapMeter meter)
{
    private const string Way = "otlp";
    private const int MostKept = 2000;
    private readonly ConcurrentDictionary<string, OtlpRun> _runs = [];

    internal async Task<OtlpOutcome> TakeAsync(MetricsRequest request, CancellationToken cancel)
    {
        OtlpOutcome outcome = new();
        foreach (ResourceMetrics resource in request.ResourceMetrics)
            await TakeAsync(resource, outcome, cancel).ConfigureAwait(false);
        return outcome;
    }

    private async Task TakeAsync(ResourceMetrics resource, OtlpOutcome outcome, CancellationToken cancel)
    {
        List<OtlpPoint> points = [.. OtlpPoints.Of(resource).Take(options.MostBatchValues + 1)];
        if (points.Count > options.MostBatchValues)
            throw RequestProblemException.TooLarge($"a resource has more than {options.MostBatchValues} points; export more often");
        if (points.Count == 0)
            return;
        IRunHost host = await door.OpenAsync(OtlpSource.RunOf(resource), cancel).ConfigureAwait(false);
        if (_runs.Count > MostKept)
            _runs.Clear();
        OtlpRun run = _runs.GetOrAdd(host.Summary.Id, _ => new OtlpRun());
        await run.Turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            await TakeAsync(host, run, points, OtlpSource.WriterOf(resource), outcome, cancel).ConfigureAwait(false);
        }
        finally
        {
            run.Turn.Release();
        }
    }

    private async Task TakeAsync(IRunHost host, OtlpRun run, List<OtlpPoint> points, string writer, OtlpOutcome outcome, CancellationToken cancel)
    {
        if (run.Progress is null || host.Summary.Rows == 0)
            run.Progress = await SeriesProgress.ReadAsync(store, host.Summary.Id, cancel).ConfigureAwait(false);
        IReadOnlyDictionary<string, Series?> known =
            await names.FindAsync(host, points.Where(point => point.Tensor is null).Select(point => point.Name), cancel).ConfigureAwait(false);
        RowTable rows = new();
        Dictionary<Series, SeriesProgress> progress = new(run.Progress);
        (int ignored, int repeated) = (0, 0);
        foreach (OtlpPoint point in points.OrderBy(point => point.Step ?? 0).ThenBy(point => point.Time))
        {
            if (SeriesOf(point, known) is not { } series || ValueOf(point, series.Quantity) is not { } value)
            {
                ignored++;
                outcome.Reject(point.Name);
                continue;
            }
            bool begun = progress.TryGetValue(series, out SeriesProgress before);
            if (begun && point.Step <= before.LastStep)
            {
                repeated++;
                continue;
            }
            long step = point.Step ?? (begun ? before.LastStep + 1 : 0);
            rows.Add(series, step, value);
            progress[series] = new SeriesProgress(before.Count + 1, step);
        }
        if (rows.Count > 0 && await IngestAsync(host, rows.ToBatch(), writer, points.Max(point => point.Time), cancel).ConfigureAwait(false))
            run.Progress = progress;
        meter.Count(Way, rows.Count, ignored, repeated);
    }

    /// <summary>True when the batch was new.</summary>
    private static async Task<bool> IngestAsync(IRunHost host, RunBatch batch, string writer, ulong time, CancellationToken cancel)
    {
        if (time is 0 or > long.MaxValue)
            return !(await host.IngestAsync(batch, cancel).ConfigureAwait(false)).Repeated;
        long last = await host.SequenceOfAsync(writer, cancel).ConfigureAwait(false);
        Receipt receipt = await host.IngestAsync(batch with { Writer = writer, Sequence = (long)time, Follows = last }, cancel).ConfigureAwait(false);
        return !receipt.Repeated;
    }

    private static Series? SeriesOf(OtlpPoint point, IReadOnlyDictionary<string, Series?> known) =>
        point.Tensor is null ? known.GetValueOrDefault(point.Name)
        : TensorQuantity.Of(point.Name) is { } quantity ? new Series(quantity, point.Tensor)
        : null;

    // A histogram of losses is read by its mean; of norms the largest tells of an explosion.
    private static double? ValueOf(OtlpPoint point, Quantity quantity) => quantity is Quantity.Loss or Quantity.LearningRate or Quantity.LossScale
        ? point.Mean ?? point.Largest
        : point.Largest ?? point.Mean;
}
