using GradWatch.Observations;

namespace GradWatch.Server.Mlflow;

/// <summary>The newest points of a run: a call that a client sends again because its answer was lost brings the same points, to the millisecond.</summary>
/// <remarks>Times are not kept in the store: of what was taken before a restart, series, step and value must do.</remarks>
internal sealed class SeenPoints
{
    // A retried call has a thousand metrics at most; some calls may lie between.
    private const int MostKept = 16_384;
    private readonly HashSet<(Series, long Step, long Bits, long Time)> _seen = [];
    private readonly Queue<(Series, long, long, long)> _order = [];
    private readonly HashSet<(Series, long Step, long Bits)> _before = [];

    /// <summary>Takes up a point that the store had when the server began.</summary>
    internal void Restore(Series series, long step, double value) => _before.Add((series, step, Bits(value)));

    internal bool Contains(Series series, MlflowMetric metric) =>
        _seen.Contains((series, metric.Step, Bits(metric.Value), metric.Time)) || _before.Contains((series, metric.Step, Bits(metric.Value)));

    internal void Add(Series series, MlflowMetric metric)
    {
        (Series, long, long, long) point = (series, metric.Step, Bits(metric.Value), metric.Time);
        if (!_seen.Add(point))
            return;
        _order.Enqueue(point);
        if (_order.Count > MostKept)
            _seen.Remove(_order.Dequeue());
    }

    // Every NaN is one value here.
    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : (float)value);
}
