using System.Net;
using System.Text.Json;
using Xunit;

namespace GradWatch.Taps.Tests.Mlflow;

/// <summary>Speaks as MLflow's REST client does: protobuf's JSON with names kept, 64-bit numbers as numbers, what is not finite as a string.</summary>
internal sealed class MlflowClient(SomeServer server)
{
    private const string Api = "/api/2.0/mlflow/";
    private const long Began = 1_700_000_000_000;

    public Task<JsonElement> PostAsync(string call, object body, HttpStatusCode expected = HttpStatusCode.OK) =>
        server.PostAsync(Api + call, JsonSerializer.Serialize(body), expected);

    public Task<JsonElement> GetAsync(string call, HttpStatusCode expected = HttpStatusCode.OK) => server.GetAsync(Api + call, expected);

    /// <summary>As set_experiment does: looked for by name, created where there is none.</summary>
    public async Task<string> ExperimentAsync(string name)
    {
        JsonElement missing = await GetAsync($"experiments/get-by-name?experiment_name={name}", HttpStatusCode.NotFound);
        Assert.Equal("RESOURCE_DOES_NOT_EXIST", missing.GetProperty("error_code").GetString());
        return (await PostAsync("experiments/create", new { name })).GetProperty("experiment_id").GetString()!;
    }

    public async Task<string> RunAsync(string experiment, string? name = null)
    {
        JsonElement created = await PostAsync("runs/create", new
        {
            experiment_id = experiment, user_id = "ada", start_time = Began, run_name = name,
            tags = new[] { new { key = "mlflow.source.name", value = "train.py" }, new { key = "mlflow.runName", value = name ?? "" } },
        });
        return created.GetProperty("run").GetProperty("info").GetProperty("run_id").GetString()!;
    }

    /// <summary>As log_metrics of one step does, at a time of its own.</summary>
    public static object Batch(string run, long step, params (string Key, object Value)[] metrics) => new
    {
        run_id = run, metrics = metrics.Select(metric => new { key = metric.Key, value = metric.Value, timestamp = Began + step, step }).ToArray(),
    };
}
