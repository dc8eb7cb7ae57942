using System.Text.Json;
using GradWatch.Server.Safety;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GradWatch.Server.Mlflow;

/// <summary>The REST calls that MLflow's loggers make: with MLFLOW_TRACKING_URI set to this server they report here.</summary>
internal static class MlflowEndpoints
{
    // The protocol's version, for clients that ask; no other meaning.
    private const string Version = "2.9.0";
    private const int MostHistory = 25_000;

    internal static void MapMlflow(this IEndpointRouteBuilder app)
    {
        app.MapGet("/version", context => context.Response.WriteAsync(Version)).Behind(Door.Sending).ExcludeFromDescription();
        foreach (string prefix in new[] { "/api/2.0/mlflow", "/api/2.0/preview/mlflow" })
        {
            RouteGroupBuilder group = app.MapGroup(prefix);
            group.Behind(Door.Sending).ExcludeFromDescription();
            MapExperiments(group);
            MapRuns(group);
            MapLogging(group);
        }
    }

    private static void MapExperiments(RouteGroupBuilder group)
    {
        group.MapGet("/experiments/get-by-name", MlflowAnswer.Of(async (request, json, context) =>
        {
            string name = request.Required("experiment_name");
            WriteExperiment(json, await Experiments(context).FindAsync(MlflowExperiments.IdOf(name), context.RequestAborted).ConfigureAwait(false)
                ?? throw MlflowProblemException.Missing($"Could not find experiment with name '{name}'"));
        }));
        group.MapGet("/experiments/get", MlflowAnswer.Of(async (request, json, context) =>
        {
            string id = request.Required("experiment_id");
            WriteExperiment(json, await Experiments(context).FindAsync(id, context.RequestAborted).ConfigureAwait(false)
                ?? throw MlflowProblemException.Missing($"No Experiment with id={id} exists"));
        }));
        group.MapPost("/experiments/create", MlflowAnswer.Of(async (request, json, context) =>
        {
            string name = request.Required("name");
            if (!await Experiments(context).CreateAsync(name, context.RequestAborted).ConfigureAwait(false))
                throw MlflowProblemException.Exists($"Experiment '{name}' already exists.");
            json.WriteString("experiment_id", MlflowExperiments.IdOf(name));
        }));
        RequestDelegate search = MlflowAnswer.Of(async (request, json, context) =>
        {
            json.WriteStartArray("experiments");
            foreach (string name in await Experiments(context).AllAsync(context.RequestAborted).ConfigureAwait(false))
                MlflowJson.Experiment(json, name);
            json.WriteEndArray();
        });
        group.MapGet("/experiments/search", search);
        group.MapPost("/experiments/search", search);
        group.MapPost("/experiments/set-experiment-tag", Nothing());
    }

    private static void MapRuns(RouteGroupBuilder group)
    {
        group.MapPost("/runs/create", MlflowAnswer.Of(async (request, json, context) =>
        {
            IRunHost host = await Runs(context).CreateAsync(request, context.RequestAborted).ConfigureAwait(false);
            json.WritePropertyName("run");
            MlflowJson.Run(json, host.Summary, []);
        }));
        group.MapGet("/runs/get", MlflowAnswer.Of(async (request, json, context) =>
        {
            IRunHost host = await FindAsync(request, context).ConfigureAwait(false);
            json.WritePropertyName("run");
            MlflowJson.Run(json, host.Summary, await Metrics(context).LatestAsync(host, context.RequestAborted).ConfigureAwait(false));
        }));
        group.MapPost("/runs/update", MlflowAnswer.Of(async (request, json, context) =>
        {
            IRunHost host = await FindAsync(request, context).ConfigureAwait(false);
            RunSummary run = await Runs(context).UpdateAsync(host, request, context.RequestAborted).ConfigureAwait(false);
            json.WritePropertyName("run_info");
            MlflowJson.Info(json, run);
        }));
        group.MapPost("/runs/search", MlflowAnswer.Of(async (request, json, context) =>
        {
            (IReadOnlyList<RunSummary> runs, string? next) = await Runs(context).SearchAsync(request, context.RequestAborted).ConfigureAwait(false);
            json.WriteStartArray("runs");
            foreach (RunSummary run in runs)
                MlflowJson.Run(json, run, run.LastLoss is { } loss ? [new MlflowMetric("loss", loss, run.LastStep, run.Updated.ToUnixTimeMilliseconds())] : []);
            json.WriteEndArray();
            if (next is not null)
                json.WriteString("next_page_token", next);
        }));
    }

    private static void MapLogging(RouteGroupBuilder group)
    {
        group.MapPost("/runs/log-metric", MlflowAnswer.Of(async (request, _, context) =>
            await Metrics(context).LogAsync(await FindAsync(request, context).ConfigureAwait(false), [request.Metric()], context.RequestAborted).ConfigureAwait(false)));
        group.MapPost("/runs/log-batch", MlflowAnswer.Of(LogBatchAsync));
        group.MapPost("/runs/log-parameter", MlflowAnswer.Of(async (request, _, context) =>
            await Runs(context).TagAsync(await FindAsync(request, context).ConfigureAwait(false),
                [KeyValuePair.Create(MlflowTags.ParameterTag(request.Required("key")), request.Text("value") ?? "")], context.RequestAborted).ConfigureAwait(false)));
        group.MapPost("/runs/set-tag", MlflowAnswer.Of(async (request, _, context) =>
            await Runs(context).TagAsync(await FindAsync(request, context).ConfigureAwait(false),
                MlflowRuns.Pairs([request]), context.RequestAborted).ConfigureAwait(false)));
        group.MapPost("/runs/delete-tag", MlflowAnswer.Of(async (request, _, context) =>
            await Runs(context).TagAsync(await FindAsync(request, context).ConfigureAwait(false),
                [KeyValuePair.Create(request.Required("key"), "")], context.RequestAborted).ConfigureAwait(false)));
        group.MapGet("/metrics/get-history", MlflowAnswer.Of(WriteHistoryAsync));
        // Data sets and models are not kept; a logger that tells of them goes on.
        foreach (string call in new[] { "/runs/log-inputs", "/runs/outputs", "/runs/log-model" })
            group.MapPost(call, Nothing());
    }

    private static async Task LogBatchAsync(MlflowRequest request, Utf8JsonWriter json, HttpContext context)
    {
        IRunHost host = await FindAsync(request, context).ConfigureAwait(false);
        MlflowMetric[] metrics = [.. request.Items("metrics").Select(metric => metric.Metric())];
        List<KeyValuePair<string, string>> tags = [.. MlflowRuns.Pairs(request.Items("tags"))];
        tags.AddRange(MlflowRuns.Pairs(request.Items("params")).Select(one => KeyValuePair.Create(MlflowTags.ParameterTag(one.Key), one.Value)));
        await Runs(context).TagAsync(host, tags, context.RequestAborted).ConfigureAwait(false);
        await Metrics(context).LogAsync(host, metrics, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task WriteHistoryAsync(MlflowRequest request, Utf8JsonWriter json, HttpContext context)
    {
        IRunHost host = await FindAsync(request, context).ConfigureAwait(false);
        string key = request.Required("metric_key");
        long skip = request.Integer("page_token") ?? 0, most = Math.Clamp(request.Integer("max_results") ?? MostHistory, 1, MostHistory), at = 0;
        long time = host.Summary.Created.ToUnixTimeMilliseconds();
        json.WriteStartArray("metrics");
        await foreach ((long step, double value) in Metrics(context).HistoryAsync(host, key, context.RequestAborted).ConfigureAwait(false))
        {
            if (at >= skip && at < skip + most)
                MlflowJson.Metric(json, new MlflowMetric(key, value, step, time));
            if (++at > skip + most)
                break;
        }
        json.WriteEndArray();
        if (at > skip + most)
            json.WriteString("next_page_token", (skip + most).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static RequestDelegate Nothing() => MlflowAnswer.Of((_, _, _) => Task.CompletedTask);

    private static void WriteExperiment(Utf8JsonWriter json, string name)
    {
        json.WritePropertyName("experiment");
        MlflowJson.Experiment(json, name);
    }

    private static Task<IRunHost> FindAsync(MlflowRequest request, HttpContext context) => Runs(context).FindAsync(request.Run(), context.RequestAborted);

    private static MlflowExperiments Experiments(HttpContext context) => context.RequestServices.GetRequiredService<MlflowExperiments>();

    private static MlflowRuns Runs(HttpContext context) => context.RequestServices.GetRequiredService<MlflowRuns>();

    private static MlflowMetrics Metrics(HttpContext context) => context.RequestServices.GetRequiredService<MlflowMetrics>();
}
