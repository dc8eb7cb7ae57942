using System.Net;
using System.Text.Json;
using GradWatch.Observations;
using GradWatch.Storage.Runs;
using Xunit;

namespace GradWatch.Taps.Tests.Mlflow;

public sealed class MlflowEndpointsTests
{
    private static readonly Series Loss = new(Quantity.Loss), Norm = new(Quantity.GradNorm);

    [Fact]
    public async Task A_loggers_run_from_its_experiment_to_its_end()
    {
        await using SomeServer server = await SomeServer.StartAsync();
        MlflowClient client = new(server);
        string run = await client.RunAsync(await client.ExperimentAsync("speech"), "rnn-large");
        await client.PostAsync("runs/log-parameter", new { run_uuid = run, run_id = run, key = "lr", value = "0.1" });
        for (int step = 0; step < 3; step++)
            await client.PostAsync("runs/log-batch", MlflowClient.Batch(run, step, ("train_loss", 1.0 / (step + 1)), ("grad_norm", step == 2 ? "NaN" : 2.0), ("accuracy", 0.5)));
        await client.PostAsync("runs/log-metric", new { run_id = run, key = "train_loss", value = "Infinity", timestamp = 5, step = 3 });
        await client.PostAsync("runs/set-tag", new { run_id = run, key = "note", value = "first" });
        JsonElement updated = await client.PostAsync("runs/update", new { run_id = run, status = "FINISHED", end_time = 9 });
        Assert.Equal("FINISHED", updated.GetProperty("run_info").GetProperty("status").GetString());

        RunSummary stored = Assert.Single(await server.RunsAsync());
        Assert.Equal(("rnn-large", "mlflow", "train.py", RunStatus.Finished), (stored.Name, stored.Format, stored.Source, stored.Status));
        Assert.Equal([0, 1, 2, 3], (await server.ValuesAsync(Loss)).Select(point => point.Step));
        Assert.Equal([2, 2, double.NaN], (await server.ValuesAsync(Norm)).Select(point => point.Value));
        JsonElement data = (await client.GetAsync($"runs/get?run_id={run}")).GetProperty("run").GetProperty("data");
        Assert.Contains(data.GetProperty("params").EnumerateArray(), one => one.GetProperty("key").GetString() == "lr" && one.GetProperty("value").GetString() == "0.1");
        Assert.Contains(data.GetProperty("tags").EnumerateArray(), one => one.GetProperty("key").GetString() == "note");
        Assert.Contains(data.GetProperty("metrics").EnumerateArray(), one => one.GetProperty("value").ToString() == "Infinity" && one.GetProperty("step").GetInt64() == 3);
        JsonElement[] history = [.. (await client.GetAsync($"metrics/get-history?run_id={run}&metric_key=train_loss")).GetProperty("metrics").EnumerateArray()];
        Assert.Equal(4, history.Length);
        Assert.Equal(0.5, history[1].GetProperty("value").GetDouble(), 6);
    }

    [Fact]
    public async Task A_batch_that_is_sent_again_doubles_nothing_even_after_a_restart()
    {
        await using SomeServer server = await SomeServer.StartAsync();
        MlflowClient client = new(server);
        string run = await client.RunAsync("0");
        object batch = MlflowClient.Batch(run, 7, ("loss", 0.3), ("grad_norm", "NaN"));
        await Task.WhenAll(client.PostAsync("runs/log-batch", batch), client.PostAsync("runs/log-batch", batch));
        await server.RestartAsync();
        await client.PostAsync("runs/log-batch", batch);
        await client.PostAsync("runs/log-batch", MlflowClient.Batch(run, 8, ("loss", 0.3)));
        Assert.Equal([7, 8], (await server.ValuesAsync(Loss)).Select(point => point.Step));
        Assert.Single(await server.ValuesAsync(Norm));
    }

    [Fact]
    public async Task An_experiment_is_known_by_name_and_number_and_only_once()
    {
        await using SomeServer server = await SomeServer.StartAsync();
        MlflowClient client = new(server);
        string id = await client.ExperimentAsync("speech");
        JsonElement again = await client.PostAsync("experiments/create", new { name = "speech" }, HttpStatusCode.BadRequest);
        Assert.Equal("RESOURCE_ALREADY_EXISTS", again.GetProperty("error_code").GetString());
        await client.RunAsync(id);
        await server.RestartAsync();
        Assert.Equal("speech", (await client.GetAsync($"experiments/get?experiment_id={id}")).GetProperty("experiment").GetProperty("name").GetString());
        Assert.Equal(["Default", "speech"], (await client.PostAsync("experiments/search", new { max_results = 10 })).GetProperty("experiments").EnumerateArray()
            .Select(one => one.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Errors_are_in_the_form_that_clients_read()
    {
        await using SomeServer server = await SomeServer.StartAsync();
        MlflowClient client = new(server);
        Assert.Equal("RESOURCE_DOES_NOT_EXIST", Code(await client.GetAsync("runs/get?run_id=nothing", HttpStatusCode.NotFound)));
        Assert.Equal("RESOURCE_DOES_NOT_EXIST", Code(await client.PostAsync("runs/create", new { experiment_id = "12345" }, HttpStatusCode.NotFound)));
        Assert.Equal("INVALID_PARAMETER_VALUE", Code(await client.PostAsync("runs/log-metric", new { run_id = await client.RunAsync("0"), value = 1 }, HttpStatusCode.BadRequest)));
        Assert.Equal("BAD_REQUEST", Code(await server.PostAsync("/api/2.0/mlflow/runs/create", "{", HttpStatusCode.BadRequest)));

        static string? Code(JsonElement error) => error.GetProperty("error_code").GetString();
    }

    [Fact]
    public async Task Runs_are_found_by_experiment_and_filter_page_by_page()
    {
        await using SomeServer server = await SomeServer.StartAsync();
        MlflowClient client = new(server);
        string speech = await client.ExperimentAsync("speech");
        string first = await client.RunAsync(speech, "one"), second = await client.RunAsync(speech, "two");
        await client.RunAsync("0", "elsewhere");
        await client.PostAsync("runs/update", new { run_id = first, status = "FAILED" });
        Assert.Equal([first], await FoundAsync(new { experiment_ids = new[] { speech }, filter = "attributes.status = 'FAILED' and tags.mlflow.runName = 'one'" }));
        Assert.Equal([second], await FoundAsync(new { experiment_ids = new[] { speech }, filter = "tags.`mlflow.runName` != 'one'" }));
        JsonElement page = await client.PostAsync("runs/search", new { experiment_ids = new[] { speech }, max_results = 1 });
        Assert.Equal("1", page.GetProperty("next_page_token").GetString());
        await client.PostAsync("runs/search", new { experiment_ids = new[] { speech }, filter = "metrics.loss < 1" }, HttpStatusCode.BadRequest);

        async Task<IEnumerable<string?>> FoundAsync(object search) => (await client.PostAsync("runs/search", search)).GetProperty("runs").EnumerateArray()
            .Select(run => run.GetProperty("info").GetProperty("run_id").GetString());
    }
}
