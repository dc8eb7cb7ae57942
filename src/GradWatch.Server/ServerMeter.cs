using System.Diagnostics.Metrics;

namespace GradWatch.Server;

/// <summary>What the server counts of itself: the meter <c>GradWatch.Server</c>.</summary>
internal sealed class ServerMeter : IDisposable
{
    internal const string Name = "GradWatch.Server";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _batches, _repeated, _commits, _observations, _refused;
    private readonly Histogram<double> _latency;
    private int _readers;

    public ServerMeter()
    {
        _batches = _meter.CreateCounter<long>("gradwatch.server.batches", description: "Batches acknowledged");
        _repeated = _meter.CreateCounter<long>("gradwatch.server.batches_repeated", description: "Batches that had been taken before");
        _commits = _meter.CreateCounter<long>("gradwatch.server.commits", description: "Writes to runs that are durable and brought numbers");
        _observations = _meter.CreateCounter<long>("gradwatch.server.observations", description: "Observations that are durable");
        _refused = _meter.CreateCounter<long>("gradwatch.server.requests_refused", description: "Requests that were answered with a problem, by status");
        _latency = _meter.CreateHistogram<double>("gradwatch.server.ingest", "s", "From a batch's last byte to its acknowledgement");
        _meter.CreateObservableUpDownCounter("gradwatch.server.live_readers", () => _readers, description: "Open live streams");
    }

    internal int Readers => Volatile.Read(ref _readers);

    internal void Taken(bool repeated, TimeSpan latency)
    {
        (repeated ? _repeated : _batches).Add(1);
        _latency.Record(latency.TotalSeconds);
    }

    internal void Committed(int observations)
    {
        _commits.Add(1);
        _observations.Add(observations);
    }

    internal void Refused(int status) => _refused.Add(1, new KeyValuePair<string, object?>("status", status));

    internal int Reader(int change) => Interlocked.Add(ref _readers, change);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
