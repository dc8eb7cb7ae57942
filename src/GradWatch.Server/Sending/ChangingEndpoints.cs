using GradWatch.Server.Contract;
using GradWatch.Server.Reading;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GradWatch.Server.Sending;

/// <summary>What people change about a run.</summary>
internal static class ChangingEndpoints
{
    private const int LongestNote = 20_000;

    internal static void MapChanging(this IEndpointRouteBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("").WithTags("changing");
        group.MapPatch("/runs/{run}", Change).WithSummary("Changes name, note or tags").Accepts<ChangeRequest>("application/json");
        group.MapDelete("/runs/{run}", Delete).WithSummary("Removes a run");
    }

    private static async Task<Ok<RunResource>> Change(string run, HttpContext context, IRunHosts hosts, CancellationToken cancel)
    {
        ChangeRequest change = await JsonBody.ReadAsync(context, ApiJson.Default.ChangeRequest, cancel).ConfigureAwait(false)
            ?? throw RequestProblemException.BadRequest("an object with name, note or tags is expected");
        if (change.Note?.Length > LongestNote)
            throw RequestProblemException.BadRequest($"note has more than {LongestNote} characters");
        if (change.Name is { } name)
            RunLabels.CheckName(name);
        RunSummary changed = await hosts.ChangeAsync(
            ReadingEndpoints.Run(run), new RunChange { Name = change.Name, Note = change.Note, Tags = RunLabels.Tags(change.Tags) }, cancel).ConfigureAwait(false)
            ?? throw RequestProblemException.NoRun(run);
        return TypedResults.Ok(RunResource.Of(changed));
    }

    private static async Task<NoContent> Delete(string run, IRunHosts hosts, Intakes intakes, CancellationToken cancel)
    {
        if (!await hosts.DeleteAsync(ReadingEndpoints.Run(run), cancel).ConfigureAwait(false))
            throw RequestProblemException.NoRun(run);
        intakes.Forget(run);
        return TypedResults.NoContent();
    }
}
