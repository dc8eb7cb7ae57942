using System.Text.Json;
using GradWatch.Diagnosis.Origins;
using GradWatch.Wording;

namespace GradWatch.Reports;

/// <summary>A traced origin as it stands in JSON. docs/report.md describes it.</summary>
public static class OriginJson
{
    /// <summary>Writes an origin as a value of the writer's place.</summary>
    public static void Write(Utf8JsonWriter json, NonFiniteOrigin origin, Language language)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(origin);
        json.WriteStartObject();
        json.WriteNumber("step", origin.Step);
        json.WriteString("direction", origin.Direction.Name());
        json.WriteStartObject("place");
        json.WriteString("at", origin.Place.At);
        json.WriteString("after", origin.Place.After);
        json.WriteString("before", origin.Place.Before);
        json.WriteEndObject();
        json.WriteString("tensor", origin.Tensor);
        json.WriteString("fault", origin.Fault.Name());
        json.WriteString("operation", origin.Operation.Name());
        json.WriteBoolean("replayed", origin.Replayed);
        json.WriteString("summary", origin.Summary.In(language));
        json.WriteStartArray("evidence");
        foreach (Sentence sentence in origin.Evidence)
            json.WriteStringValue(sentence.In(language));
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
