using System.Text.Encodings.Web;
using System.Text.Json;
using GradWatch.Storage.Runs;

namespace GradWatch.Cli.Runs;

/// <summary>A run as a line of JSON, in the form that docs/api.md gives it.</summary>
internal static class RunJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static void Write(RunSummary run, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            foreach ((string name, string value) in ((string, string)[])[("id", run.Id), ("name", run.Name), ("source", run.Source), ("format", run.Format)])
                json.WriteString(name, value);
            json.WriteString("created", run.Created.UtcDateTime);
            json.WriteString("updated", run.Updated.UtcDateTime);
            json.WriteString("status", run.Status.ToString().ToLowerInvariant());
            WriteCounts(json, run);
            WriteFindings(json, run);
            WriteLine(json, "loss_line", run.LossLine);
            WriteLine(json, "norm_line", run.NormLine);
            json.WriteStartObject("tags");
            foreach ((string name, string value) in run.Tags)
                json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteString("note", run.Note);
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }

    private static void WriteCounts(Utf8JsonWriter json, RunSummary run)
    {
        json.WriteNumber("rows", run.Rows);
        json.WriteNumber("observations", run.Observations);
        json.WriteNumber("first_step", run.FirstStep);
        json.WriteNumber("last_step", run.LastStep);
        json.WriteNumber("series", run.Series);
        json.WriteNumber("refused_series", run.RefusedSeries);
        json.WriteNumber("lost", run.Lost);
    }

    private static void WriteFindings(Utf8JsonWriter json, RunSummary run)
    {
        json.WriteString("verdict", run.Verdict);
        json.WriteNumber("episodes", run.Episodes);
        if (run is { WorstDetector: { } detector, Worst: { } worst })
        {
            json.WriteStartObject("worst");
            json.WriteString("detector", detector);
            json.WriteString("severity", worst.ToString().ToLowerInvariant());
            json.WriteString("tensor", run.WorstTensor);
            json.WriteNumber("step", run.WorstStep ?? 0);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("worst");
        }
        WriteOptional(json, "last_loss", run.LastLoss);
        WriteOptional(json, "largest_norm", run.LargestNorm);
        if (run.FirstNonFiniteStep is { } step)
            json.WriteNumber("first_nonfinite_step", step);
        else
            json.WriteNull("first_nonfinite_step");
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, double? value)
    {
        json.WritePropertyName(name);
        if (value is { } number)
            WriteNumber(json, number);
        else
            json.WriteNullValue();
    }

    private static void WriteLine(Utf8JsonWriter json, string name, IReadOnlyList<double> line)
    {
        json.WriteStartArray(name);
        foreach (double value in line)
            WriteNumber(json, value);
        json.WriteEndArray();
    }

    /// <summary>What is not finite is a string, as everywhere in GradWatch's JSON.</summary>
    internal static void WriteNumber(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }
}
