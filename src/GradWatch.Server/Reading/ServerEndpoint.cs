using GradWatch.Server.Contract;
using GradWatch.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GradWatch.Server.Reading;

/// <summary><c>GET /server</c>.</summary>
internal static class ServerEndpoint
{
    internal static void Map(IEndpointRouteBuilder group) => group.MapGet("/server", Server).WithSummary("The server itself");

    private static Ok<ServerAnswer> Server(ServerOptions options, IRunStore store, Tally tally) =>
        TypedResults.Ok(new ServerAnswer(options.Version, tally.Started, store.Place, tally.ObservationsASecond, tally.Lost));
}
