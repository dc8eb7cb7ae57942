using GradWatch.Server.Views;
using GradWatch.Storage.Runs;
using GradWatch.Wording;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GradWatch.Server.Reading;

/// <summary>What is read of runs.</summary>
internal static class ReadingEndpoints
{
    internal static void MapReading(this IEndpointRouteBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("").WithTags("reading");
        ServerEndpoint.Map(group);
        RunEndpoints.Map(group);
        SeriesEndpoints.Map(group);
        HeatEndpoint.Map(group);
        EventEndpoints.Map(group);
        ReportEndpoints.Map(group);
        ViewEndpoint.Map(group);
    }

    /// <summary>The language of an answer; only an unknown one is refused.</summary>
    internal static Language Language(string? lang) => lang switch
    {
        null or "" or "en" => Wording.Language.English,
        "ru" => Wording.Language.Russian,
        _ => throw RequestProblemException.BadRequest($"lang: there is no '{lang}'; there are en, ru"),
    };

    internal static string Run(string run) =>
        RunIds.IsValid(run) ? run : throw RequestProblemException.NoRun("of this name: a name is 1 to 64 of A-Z a-z 0-9 . _ -");
}
