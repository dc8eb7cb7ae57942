using System.Text;
using GradWatch.Server.Contract;
using GradWatch.Server.Safety;
using GradWatch.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GradWatch.Server.Health;

/// <summary>For those who keep servers running.</summary>
internal static class HealthEndpoints
{
    // A probe that hangs says no less than one that fails.
    private static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(5);

    internal static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health", Health).WithTags("health").WithSummary("Whether the store can be read and written").Behind(Door.Open);
        app.MapGet("/metrics", Metrics).WithTags("health").WithSummary("In the text format of Prometheus")
            .Produces(StatusCodes.Status200OK, contentType: "text/plain");
    }

    private static async Task<Results<Ok<HealthAnswer>, JsonHttpResult<HealthAnswer>>> Health(IRunStore store, ServerOptions options, CancellationToken cancel)
    {
        string? trouble = await TroubleAsync(store, cancel).ConfigureAwait(false);
        if (trouble is null)
            return TypedResults.Ok(new HealthAnswer("ok"));
        // Where tokens are asked for, a stranger learns no more than that it does not work.
        return TypedResults.Json(
            new HealthAnswer("unavailable", options.IsOpen ? trouble : null), ApiJson.Default.HealthAnswer, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<string?> TroubleAsync(IRunStore store, CancellationToken cancel)
    {
        try
        {
            await store.CheckAsync(cancel).AsTask().WaitAsync(LongestCheck, cancel).ConfigureAwait(false);
            return null;
        }
        catch (Exception trouble) when (trouble is StoreUnavailableException or TimeoutException)
        {
            return trouble.Message;
        }
    }

    private static ContentHttpResult Metrics(Scrape scrape) => TypedResults.Text(scrape.Text(), "text/plain; version=0.0.4", Encoding.UTF8);
}
