using System.Text.Json;
using GradWatch.Storage.Runs;

namespace GradWatch.Server.Mlflow;

/// <summary>Runs, experiments and metrics as MLflow's clients read them.</summary>
internal static class MlflowJson
{
    internal static string StatusOf(RunStatus status) => status switch
    {
        RunStatus.Running => "RUNNING",
        RunStatus.Finished => "FINISHED",
        RunStatus.Failed => "FAILED",
        _ => "KILLED",
    };

    internal static RunStatus? StatusOf(string? name) => name switch
    {
        null => null,
        "RUNNING" or "SCHEDULED" => RunStatus.Running,
        "FINISHED" => RunStatus.Finished,
        "FAILED" => RunStatus.Failed,
        "KILLED" => RunStatus.Stopped,
        _ => throw MlflowProblemException.Wrong($"Invalid value '{name}' for parameter 'status' supplied: RUNNING, SCHEDULED, FINISHED, FAILED or KILLED is expected."),
    };

    internal static void Experiment(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject();
        json.WriteString("experiment_id", MlflowExperiments.IdOf(name));
        json.WriteString("name", name);
        json.WriteString("artifact_location", "");
        json.WriteString("lifecycle_stage", "active");
        json.WriteEndObject();
    }

    internal static void Info(Utf8JsonWriter json, RunSummary run)
    {
        json.WriteStartObject();
        json.WriteString("run_id", run.Id);
        json.WriteString("run_uuid", run.Id);
        json.WriteString("run_name", run.Name);
        json.WriteString("experiment_id", MlflowExperiments.IdOf(MlflowExperiments.NameOf(run)));
        json.WriteString("user_id", run.Tags.GetValueOrDefault(MlflowTags.User, ""));
        json.WriteString("status", StatusOf(run.Status));
        json.WriteNumber("start_time", run.Created.ToUnixTimeMilliseconds());
        if (run.Status != RunStatus.Running)
            json.WriteNumber("end_time", run.Updated.ToUnixTimeMilliseconds());
        json.WriteString("artifact_uri", $"gradwatch:/{run.Id}");
        json.WriteString("lifecycle_stage", "active");
        json.WriteEndObject();
    }

    internal static void Run(Utf8JsonWriter json, RunSummary run, IReadOnlyList<MlflowMetric> latest)
    {
        json.WriteStartObject();
        json.WritePropertyName("info");
        Info(json, run);
        json.WriteStartObject("data");
        json.WriteStartArray("metrics");
        foreach (MlflowMetric metric in latest)
            Metric(json, metric);
        json.WriteEndArray();
        Pairs(json, "params", MlflowTags.Parameters(run));
        Pairs(json, "tags", MlflowTags.Tags(run).Append(KeyValuePair.Create(MlflowTags.RunName, run.Name)).DistinctBy(tag => tag.Key));
        json.WriteEndObject();
        json.WriteStartObject("inputs");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    internal static void Metric(Utf8JsonWriter json, MlflowMetric metric)
    {
        json.WriteStartObject();
        json.WriteString("key", metric.Key);
        if (double.IsFinite(metric.Value))
            json.WriteNumber("value", metric.Value);
        else
            json.WriteString("value", double.IsNaN(metric.Value) ? "NaN" : metric.Value > 0 ? "Infinity" : "-Infinity");
        json.WriteNumber("timestamp", metric.Time);
        json.WriteNumber("step", metric.Step);
        json.WriteEndObject();
    }

    private static void Pairs(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        json.WriteStartArray(name);
        foreach ((string key, string value) in pairs)
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            json.WriteString("value", value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
