using System.Text.Encodings.Web;
using System.Text.Json;
using GradWatch.Logs.Checkpoints;
using GradWatch.Statistics;
using GradWatch.Wording;

namespace GradWatch.Logs.Inspection;

/// <summary>What programs read of checkpoints: <c>gradwatch.checkpoint/1</c>, one JSON object on a line. docs/checkpoints.md describes it.</summary>
public static class CheckpointJson
{
    /// <summary>The name and version of the format. Keys are only added with a new version.</summary>
    public const string Schema = "gradwatch.checkpoint/1";

    /// <summary>Writes an inspection as UTF-8, ended by a line feed.</summary>
    public static void Write(CheckpointInspection inspection, Stream output, Language language = Language.English, bool indent = false)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        Write(output, indent, json =>
        {
            json.WriteString("command", "inspect");
            json.WriteStartObject("checkpoint");
            Describe(json, inspection.Checkpoint);
            json.WriteEndObject();
            json.WriteString("verdict", CheckpointFinding.Verdict(inspection.Worst));
            json.WriteStartObject("totals");
            json.WriteNumber("tensors", inspection.Tensors.Count);
            json.WriteNumber("tied", inspection.Tied);
            json.WriteNumber("parameters", inspection.Parameters);
            WriteStatistics(json, inspection.Weights);
            json.WriteEndObject();
            WriteFindings(json, inspection.Findings, language);
            json.WriteStartArray("tensors");
            foreach (InspectedTensor tensor in inspection.Tensors)
                Write(json, tensor);
            json.WriteEndArray();
            WriteOthers(json, inspection.Checkpoint);
            WriteNotes(json, inspection.Checkpoint.Notes, language);
        });
    }

    /// <summary>Writes a comparison as UTF-8, ended by a line feed.</summary>
    public static void Write(CheckpointComparison comparison, Stream output, Language language = Language.English, bool indent = false)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        Write(output, indent, json =>
        {
            json.WriteString("command", "compare");
            json.WriteStartObject("before");
            Describe(json, comparison.Before);
            json.WriteEndObject();
            json.WriteStartObject("after");
            Describe(json, comparison.After);
            json.WriteEndObject();
            if (comparison.Steps is { } steps)
                json.WriteNumber("steps", steps);
            else
                json.WriteNull("steps");
            json.WriteString("verdict", CheckpointFinding.Verdict(comparison.Worst));
            json.WriteStartObject("totals");
            json.WriteNumber("tensors", comparison.Tensors.Count);
            json.WriteNumber("unchanged", comparison.Unchanged);
            WriteDifference(json, comparison.Weights);
            json.WriteEndObject();
            WriteFindings(json, comparison.Findings, language);
            json.WriteStartArray("tensors");
            foreach (ComparedTensor tensor in comparison.Tensors)
                Write(json, tensor);
            json.WriteEndArray();
            WriteEntries(json, "only_before", comparison.OnlyBefore);
            WriteEntries(json, "only_after", comparison.OnlyAfter);
            json.WriteStartArray("reshaped");
            foreach ((TensorEntry before, TensorEntry after) in comparison.Reshaped)
            {
                json.WriteStartObject();
                json.WriteString("name", before.Name);
                WriteShape(json, "shape_before", before);
                WriteShape(json, "shape_after", after);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            WriteNotes(json, [.. comparison.Before.Notes, .. comparison.After.Notes], language);
        });
    }

    private static void Write(Stream output, bool indent, Action<Utf8JsonWriter> content)
    {
        ArgumentNullException.ThrowIfNull(output);
        var options = new JsonWriterOptions { Indented = indent, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(output, options))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            content(json);
            json.WriteEndObject();
        }
        output.Write("\n"u8);
        output.Flush();
    }

    private static void Describe(Utf8JsonWriter json, Checkpoint checkpoint)
    {
        json.WriteString("source", checkpoint.Source);
        json.WriteString("format", checkpoint.Format);
        json.WriteNumber("files", checkpoint.Files.Count);
        json.WriteNumber("bytes", checkpoint.Files.Sum(file => file.Length));
        if (checkpoint.Step is { } step)
            json.WriteNumber("step", step);
        else
            json.WriteNull("step");
    }

    private static void Write(Utf8JsonWriter json, InspectedTensor tensor)
    {
        json.WriteStartObject();
        WriteEntry(json, tensor.Entry);
        json.WriteBoolean("weight", tensor.IsWeight);
        WriteStatistics(json, tensor.Statistics);
        if (tensor.Initialization is { } beside)
        {
            json.WriteStartObject("initialization");
            json.WriteNumber("fan_in", beside.FanIn);
            json.WriteNumber("fan_out", beside.FanOut);
            Number(json, "he_std", beside.He);
            Number(json, "xavier_std", beside.Xavier);
            json.WriteString("nearer", beside.Rule);
            Number(json, "ratio", beside.Ratio);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("initialization");
        }
        json.WriteString("severity", tensor.Worst?.ToString().ToLowerInvariant());
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ComparedTensor tensor)
    {
        json.WriteStartObject();
        json.WriteString("name", tensor.Before.Name);
        WriteShape(json, "shape", tensor.Before);
        json.WriteString("dtype_before", tensor.Before.Type.Name());
        json.WriteString("dtype_after", tensor.After.Type.Name());
        json.WriteBoolean("weight", tensor.IsWeight);
        WriteDifference(json, tensor.Difference);
        json.WriteString("severity", tensor.Worst?.ToString().ToLowerInvariant());
        json.WriteEndObject();
    }

    private static void WriteDifference(Utf8JsonWriter json, TensorDifference difference)
    {
        Number(json, "ratio", difference.Ratio);
        Number(json, "update_norm", difference.L2);
        Number(json, "update_max", difference.Max);
        Number(json, "norm_before", difference.Before.L2);
        Number(json, "norm_after", difference.After.L2);
        json.WriteNumber("nonfinite_before", difference.Before.NonFinite);
        json.WriteNumber("nonfinite_after", difference.After.NonFinite);
        json.WriteNumber("became_nonfinite", difference.Became);
    }

    private static void WriteStatistics(Utf8JsonWriter json, TensorStatistics statistics)
    {
        Number(json, "l2", statistics.L2);
        Number(json, "max", statistics.Max);
        Number(json, "mean", statistics.Mean);
        Number(json, "std", statistics.StandardDeviation);
        json.WriteNumber("zeros", statistics.Zeros);
        json.WriteNumber("nan", statistics.NaN);
        json.WriteNumber("positive_infinity", statistics.PositiveInfinity);
        json.WriteNumber("negative_infinity", statistics.NegativeInfinity);
    }

    private static void WriteFindings(Utf8JsonWriter json, IReadOnlyList<CheckpointFinding> findings, Language language)
    {
        json.WriteStartArray("findings");
        foreach (CheckpointFinding finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("rule", finding.Rule);
            json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
            json.WriteString("tensor", finding.Tensor);
            json.WriteString("finding", finding.Sentence.In(language));
            Number(json, "value", finding.Value);
            Number(json, "reference", finding.Reference);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteOthers(Utf8JsonWriter json, Checkpoint checkpoint)
    {
        WriteEntries(json, "optimizer", checkpoint.Of(TensorGroup.Optimizer));
        WriteEntries(json, "other", checkpoint.Of(TensorGroup.Other));
    }

    private static void WriteEntries(Utf8JsonWriter json, string key, IEnumerable<TensorEntry> entries)
    {
        json.WriteStartArray(key);
        foreach (TensorEntry entry in entries)
        {
            json.WriteStartObject();
            WriteEntry(json, entry);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, TensorEntry entry)
    {
        json.WriteString("name", entry.Name);
        WriteShape(json, "shape", entry);
        json.WriteString("dtype", entry.Type.Name());
    }

    private static void WriteShape(Utf8JsonWriter json, string key, TensorEntry entry)
    {
        json.WriteStartArray(key);
        foreach (long size in entry.Shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
    }

    private static void WriteNotes(Utf8JsonWriter json, IReadOnlyList<Sentence> notes, Language language)
    {
        json.WriteStartArray("notes");
        foreach (Sentence note in notes)
            json.WriteStringValue(note.In(language));
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteString(name, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }
}
