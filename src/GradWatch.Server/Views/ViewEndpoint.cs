using GradWatch.Server.Reading;
using GradWatch.Storage.Hosting;
using GradWatch.Wording;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GradWatch.Server.Views;

/// <summary>What the page of a run says in words, so that the browser holds no second copy of these sentences.</summary>
internal static class ViewEndpoint
{
    internal static void Map(IEndpointRouteBuilder group) =>
        group.MapGet("/runs/{run}/view", Json).WithSummary("What the page of a run shows, in words")
            .Produces(StatusCodes.Status200OK, contentType: "application/json");

    private static async Task<IResult> Json(string run, IRunHosts hosts, CancellationToken cancel, string? lang = null)
    {
        Language language = ReadingEndpoints.Language(lang);
        IRunHost host = await hosts.FindAsync(ReadingEndpoints.Run(run), cancel).ConfigureAwait(false)
            ?? throw RequestProblemException.NoRun(run);
        byte[] json = await host.ReadReportAsync(report => RunView.Of(report, language), cancel).ConfigureAwait(false);
        return TypedResults.Bytes(json, "application/json");
    }
}
