using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GradWatch.Server.Contract;
using GradWatch.Storage.Runs;

namespace GradWatch.Server.Live;

/// <summary>Writes news as events. What shows a run as it now is comes first, so that a page knows the series before their rows.</summary>
internal static class LiveWriter
{
    internal static void Write(IBufferWriter<byte> output, LiveNews news)
    {
        long id = news.Rows;
        foreach (string gone in news.Deleted)
            Event(output, "deleted", id, new DeletedEvent(gone), ApiJson.Default.DeletedEvent);
        if (news.Missed)
            Event(output, "missed", id, json =>
            {
                json.WriteStartObject();
                json.WriteEndObject();
            });
        if (news.Series.Count > 0)
            Event(output, "series", id, new SeriesListEvent([.. news.Series.Select(SeriesResource.Of)]), ApiJson.Default.SeriesListEvent);
        if (news.Steps.Count > 0 && !news.Missed)
            Event(output, "rows", id, json => Rows(json, news));
        foreach (StoredEpisode episode in news.Episodes.Values)
            Event(output, "episode", id, EpisodeResource.Of(episode), ApiJson.Default.EpisodeResource);
        foreach (RunEntry entry in news.Entries)
            Event(output, "entry", id, EntryResource.Of(entry), ApiJson.Default.EntryResource);
        foreach (RunSummary run in news.Runs.Values)
            Event(output, "run", id, RunResource.Of(run), ApiJson.Default.RunResource);
    }

    private static void Rows(Utf8JsonWriter json, LiveNews news)
    {
        json.WriteStartObject();
        json.WriteNumber("first_row", news.FirstRow ?? 0);
        json.WriteNumber("rows", news.Rows);
        json.WriteStartArray("steps");
        foreach (long step in news.Steps)
            json.WriteNumberValue(step);
        json.WriteEndArray();
        json.WriteStartObject("series");
        foreach ((int series, List<(long Step, double Value)> values) in news.Values)
        {
            json.WriteStartArray(series.ToString(CultureInfo.InvariantCulture));
            foreach ((long step, double value) in values)
            {
                json.WriteStartArray();
                json.WriteNumberValue(step);
                if (double.IsFinite(value))
                    json.WriteNumberValue(value);
                else
                    json.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Event<T>(IBufferWriter<byte> output, string name, long id, T data, JsonTypeInfo<T> type) =>
        Event(output, name, id, json => JsonSerializer.Serialize(json, data, type));

    // JSON on one line needs no more than one line of data.
    private static void Event(IBufferWriter<byte> output, string name, long id, Action<Utf8JsonWriter> data)
    {
        output.Write(Encoding.UTF8.GetBytes($"event: {name}\nid: {id}\ndata: "));
        using (Utf8JsonWriter json = new(output))
            data(json);
        output.Write("\n\n"u8);
    }
}
