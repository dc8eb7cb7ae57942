using System.Diagnostics.Metrics;
using GradWatch.Metering;

namespace GradWatch.Tests.Metering;

/// <summary>Counts what the meter says in this thread.</summary>
internal sealed class CountingListener : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public CountingListener()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == MeterNames.Meter)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, _, _, _) => Take());
        _listener.SetMeasurementEventCallback<double>((_, _, _, _) => Take());
        _listener.Start();
    }

    public long Measurements { get; private set; }

    public bool Throws { get; set; }

    public void Dispose() => _listener.Dispose();

    private void Take()
    {
        if (Environment.CurrentManagedThreadId != _thread)
            return;
        Measurements++;
        if (Throws)
            throw new InvalidOperationException("the listener failed");
    }
}
