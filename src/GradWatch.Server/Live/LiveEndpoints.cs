using GradWatch.Server.Reading;
using GradWatch.Storage;
using GradWatch.Storage.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace GradWatch.Server.Live;

/// <summary>What happens, as it happens.</summary>
internal static class LiveEndpoints
{
    internal static void MapLive(this IEndpointRouteBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("").WithTags("live");
        group.MapGet("/runs/{run}/live", Run).WithSummary("Server-sent events of a run")
            .Produces(StatusCodes.Status200OK, contentType: LiveStream.MediaType);
        group.MapGet("/live", All).WithSummary("Server-sent events of all runs").Produces(StatusCodes.Status200OK, contentType: LiveStream.MediaType);
    }

    private static async Task Run(string run, HttpContext context, IRunStore store, IRunHosts hosts, LiveReaders readers, IHostApplicationLifetime lifetime)
    {
        IRunHost host = await hosts.FindAsync(ReadingEndpoints.Run(run), context.RequestAborted).ConfigureAwait(false)
            ?? throw RequestProblemException.NoRun(run);
        using IDisposable place = readers.Enter();
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        LivePending pending = new(run);
        await LiveStream.SendAsync(context, pending, hosts.NewsAsync(run, end.Token), async () =>
        {
            pending.Begin(await store.SeriesAsync(run, end.Token).ConfigureAwait(false), host.Summary, LastSeen(context.Request));
        }, end.Token).ConfigureAwait(false);
    }

    private static async Task All(HttpContext context, IRunHosts hosts, LiveReaders readers, IHostApplicationLifetime lifetime)
    {
        using IDisposable place = readers.Enter();
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        LivePending pending = new(null);
        await LiveStream.SendAsync(context, pending, hosts.NewsAsync(null, end.Token), () => Task.CompletedTask, end.Token).ConfigureAwait(false);
    }

    private static long? LastSeen(HttpRequest request) => long.TryParse(request.Headers["Last-Event-ID"].ToString(), out long rows) ? rows : null;
}
