using System.Text.Json;
using GradWatch.Guard;
using GradWatch.Wording;

namespace GradWatch.Reports;

/// <summary>An action of a guard as it stands in JSON. docs/report.md describes it.</summary>
public static class ActionJson
{
    /// <summary>Writes an action as a value of the writer's place.</summary>
    public static void Write(Utf8JsonWriter json, in GuardAction action, Language language)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("action", action.Kind.Name());
        json.WriteNumber("first_step", action.FirstStep);
        json.WriteNumber("last_step", action.LastStep);
        json.WriteNumber("steps", action.Steps);
        JsonReport.Number(json, "value", action.Value);
        JsonReport.Number(json, "reference", action.Reference);
        if (action.Batch is { } batch)
        {
            json.WriteStartArray("batch");
            foreach (long id in batch)
                json.WriteNumberValue(id);
            json.WriteEndArray();
        }
        json.WriteString("sentence", action.Sentence.In(language));
        json.WriteEndObject();
    }
}
