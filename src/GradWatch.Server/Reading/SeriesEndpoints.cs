using GradWatch.Server.Contract;
using GradWatch.Storage;
using GradWatch.Storage.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GradWatch.Server.Reading;

/// <summary>Series, folded for a screen: no extreme is lost.</summary>
internal static class SeriesEndpoints
{
    private const int MostPoints = 10_000;

    // A screen shows far less; it keeps an answer under some tens of megabytes.
    private const long MostCells = 1_000_000;

    internal static void Map(IEndpointRouteBuilder group) =>
        group.MapGet("/runs/{run}/series", Series).WithSummary("Series as columns of at most so many bins");

    private static async Task<Ok<SeriesAnswer>> Series(
        string run, IRunStore store, int[] index, CancellationToken cancel, long? first = null, long? last = null, int points = 1000)
    {
        if (points is < 1 or > MostPoints)
            throw RequestProblemException.BadRequest($"points must be in 1 to {MostPoints}");
        if ((long)points * index.Length > MostCells)
            throw RequestProblemException.BadRequest($"{index.Length} series of {points} points are more than {MostCells}: ask for fewer at once");
        RunSummary summary = await store.FindAsync(ReadingEndpoints.Run(run), cancel).ConfigureAwait(false) ?? throw RequestProblemException.NoRun(run);
        if (index.Any(one => one < 0 || one >= summary.Series))
            throw RequestProblemException.BadRequest($"index: the run has {summary.Series} series, counted from 0");
        IReadOnlyList<SeriesBins> bins = index.Length == 0
            ? []
            : await store.BinsAsync(run, index, Range(first, last), points, cancel).ConfigureAwait(false);
        return TypedResults.Ok(new SeriesAnswer([.. bins.Select(BinColumns.Of)]));
    }

    internal static StepRange Range(long? first, long? last) => new(first ?? StepRange.All.First, last ?? StepRange.All.Last);
}
