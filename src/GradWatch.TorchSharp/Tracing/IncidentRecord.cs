using System.Globalization;
using System.Reflection;
using System.Text.Json;
using GradWatch.Diagnosis.Origins;
using GradWatch.Reports;
using GradWatch.TorchSharp.Watching;
using GradWatch.Wording;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tracing;

/// <summary>The record of an incident: <c>gradwatch.incident/1</c>, one JSON file. docs/trace.md describes it.</summary>
internal static class IncidentRecord
{
    private const string Schema = "gradwatch.incident/1";

    /// <summary>Writes <c>incident-STEP.json</c> into a folder, whole or not at all. A fault is the caller's to tell.</summary>
    internal static void Write(string folder, StepContext step, ParameterRoster roster, NonFiniteOrigin origin, IReadOnlyList<long>? batch)
    {
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"incident-{step.Step}.json"));
        WholeFile.Write(file, stream =>
        {
            using Utf8JsonWriter json = new(stream, JsonReport.Options(indent: true));
            Write(json, step, roster, origin, batch);
        });
    }

    private static void Write(Utf8JsonWriter json, StepContext step, ParameterRoster roster, NonFiniteOrigin origin, IReadOnlyList<long>? batch)
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteNumber("step", step.Step);
        if (batch is not null)
        {
            json.WriteStartArray("batch");
            foreach (long id in batch)
                json.WriteNumberValue(id);
            json.WriteEndArray();
        }
        if (step.HasLoss)
            JsonReport.Number(json, "loss", step.Loss);
        JsonReport.Number(json, "loss_scale", step.LossScale);
        JsonReport.Number(json, "grad_norm", step.ObservedNorm);
        json.WriteNumber("grad_nonfinite", step.Gradients.NonFinite);
        json.WritePropertyName("origin");
        OriginJson.Write(json, origin, Language.English);
        json.WriteStartArray("tensors");
        foreach (WatchedParameter parameter in roster.Parameters)
            Tensor(json, parameter);
        json.WriteEndArray();
        json.WriteStartObject("versions");
        json.WriteString("gradwatch", VersionOf(typeof(IncidentRecord)));
        json.WriteString("torchsharp", VersionOf(typeof(nn.Module)));
        json.WriteString("dotnet", Environment.Version.ToString());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Tensor(Utf8JsonWriter json, WatchedParameter parameter)
    {
        json.WriteStartObject();
        json.WriteString("name", parameter.Name);
        json.WriteStartArray("shape");
        foreach (long size in parameter.Tensor.shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteString("dtype", parameter.Tensor.dtype.ToString().ToLowerInvariant());
        if (parameter.HasGradient)
        {
            JsonReport.Number(json, "grad_norm", parameter.Gradient.ObservedNorm());
            json.WriteNumber("grad_nan", parameter.Gradient.NaN);
            json.WriteNumber("grad_inf", parameter.Gradient.PositiveInfinity + parameter.Gradient.NegativeInfinity);
        }
        if (TensorReading.Of(parameter.Tensor) is { } weights)
        {
            JsonReport.Number(json, "param_norm", weights.Statistics.ObservedNorm());
            json.WriteNumber("param_nonfinite", weights.Statistics.NonFinite);
        }
        json.WriteEndObject();
    }

    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? type.Assembly.GetName().Version?.ToString() ?? "";
}
