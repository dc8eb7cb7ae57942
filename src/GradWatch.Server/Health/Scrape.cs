using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace GradWatch.Server.Health;

/// <summary>Gathers the meters of GradWatch and writes them in the text format of Prometheus.</summary>
internal sealed class Scrape : IDisposable
{
    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), Measured> _series = [];
    private readonly MeterListener _listener = new();

    public Scrape()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name is "GradWatch" or "System.Runtime" || instrument.Meter.Name.StartsWith("GradWatch.", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    internal string Text()
    {
        _listener.RecordObservableInstruments();
        StringBuilder text = new();
        foreach (IGrouping<string, KeyValuePair<(Instrument Instrument, string Labels), Measured>> named in _series
                     .GroupBy(series => NameOf(series.Key.Instrument)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Instrument first = named.First().Key.Instrument;
            if (first.Description is { Length: > 0 } description)
                text.Append(CultureInfo.InvariantCulture, $"# HELP {named.Key} {description.Replace('\n', ' ')}\n");
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {named.Key} {Kind(first)}\n");
            foreach (((_, string labels), Measured measured) in named.OrderBy(series => series.Key.Labels, StringComparer.Ordinal))
                measured.Write(text, named.Key, labels);
        }
        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string labels = tags.IsEmpty ? "" : Labels(tags);
        _series.GetOrAdd((instrument, labels), static key => Measured.For(key.Instrument)).Take(value);
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        StringBuilder labels = new();
        foreach ((string name, object? value) in tags)
        {
            string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Append(labels.Length > 0 ? "," : "").Append(Word(name)).Append("=\"")
                .Append(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal))
                .Append('"');
        }
        return labels.ToString();
    }

    private static bool Counts(Instrument instrument) => instrument.GetType().Name is "Counter`1" or "ObservableCounter`1";

    private static string Kind(Instrument instrument) =>
        Counts(instrument) ? "counter" : instrument.GetType().Name == "Histogram`1" ? "histogram" : "gauge";

    private static string NameOf(Instrument instrument)
    {
        string unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        return Word(instrument.Name) + unit + (Counts(instrument) ? "_total" : "");
    }

    private static string Word(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
}
