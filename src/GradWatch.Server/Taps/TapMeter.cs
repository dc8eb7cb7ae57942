using System.Diagnostics.Metrics;

namespace GradWatch.Server.Taps;

/// <summary>What came by the ways of other frameworks, and what was told to people: the meter <c>GradWatch.Taps</c>.</summary>
internal sealed class TapMeter : IDisposable
{
    private readonly Meter _meter = new("GradWatch.Taps");
    private readonly Counter<long> _taken, _ignored, _repeated, _alerts;

    public TapMeter()
    {
        _taken = _meter.CreateCounter<long>("gradwatch.taps.points", description: "Points taken, by way");
        _ignored = _meter.CreateCounter<long>("gradwatch.taps.points_ignored", description: "Points whose name is no quantity, by way");
        _repeated = _meter.CreateCounter<long>("gradwatch.taps.points_repeated", description: "Points that had been taken before, by way");
        _alerts = _meter.CreateCounter<long>("gradwatch.alerts", description: "Alerts, by way and what became of them");
    }

    internal void Count(string way, long taken, long ignored, long repeated)
    {
        KeyValuePair<string, object?> tag = new("way", way);
        _taken.Add(taken, tag);
        _ignored.Add(ignored, tag);
        _repeated.Add(repeated, tag);
    }

    internal void Alert(string way, string outcome) =>
        _alerts.Add(1, new KeyValuePair<string, object?>("way", way), new KeyValuePair<string, object?>("outcome", outcome));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
