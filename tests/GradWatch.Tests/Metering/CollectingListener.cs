using System.Diagnostics.Metrics;
using GradWatch.Metering;

namespace GradWatch.Tests.Metering;

/// <summary>Takes down what the meter says of one run, as whoever exports it would; other runs of the process are passed over.</summary>
internal sealed class CollectingListener : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly string _run;

    public CollectingListener(string run, params string[] only)
    {
        _run = run;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == MeterNames.Meter && (only.Length == 0 || only.Contains(instrument.Name)))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    public List<(string Instrument, double Value, string Tags)> Measurements { get; } = [];

    public double Total(string instrument) => Measurements.Where(one => one.Instrument == instrument).Sum(one => one.Value);

    public double Last(string instrument) => Measurements.Last(one => one.Instrument == instrument).Value;

    public IEnumerable<string> TagsOf(string instrument) => Measurements.Where(one => one.Instrument == instrument).Select(one => one.Tags);

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Dictionary<string, object?> all = new(tags.ToArray());
        if (all.Remove(MeterNames.Run, out object? run) && Equals(run, _run))
            Measurements.Add((instrument.Name, value, string.Join(' ', all.Select(tag => tag.Value))));
    }
}
