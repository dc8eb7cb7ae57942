using GradWatch.Server.Contract;
using GradWatch.Storage;
using GradWatch.Storage.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GradWatch.Server.Reading;

/// <summary>The list of runs, and a run.</summary>
internal static class RunEndpoints
{
    private const int MostRuns = 1000;

    internal static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/runs", List).WithSummary("Runs, the newest first");
        group.MapGet("/runs/{run}", Find).WithSummary("A run and its series");
    }

    private static async Task<Ok<RunsAnswer>> List(
        IRunStore store, CancellationToken cancel, string? text = null, string? verdict = null, string? status = null, int skip = 0, int take = MostRuns)
    {
        if (verdict is not (null or "" or "healthy" or "warning" or "critical"))
            throw RequestProblemException.BadRequest($"verdict: there is no '{verdict}'; there are healthy, warning, critical");
        if (skip < 0 || take is < 0 or > MostRuns)
            throw RequestProblemException.BadRequest($"skip must not be negative, and take must be in 0 to {MostRuns}");
        // The counts are of all that text and status let pass, so that each verdict shows how many it would list.
        RunFilter filter = new() { Text = string.IsNullOrWhiteSpace(text) ? null : text, Status = Status(status), Take = int.MaxValue };
        IReadOnlyList<RunSummary> all = await store.ListAsync(filter, cancel).ConfigureAwait(false);
        RunCounts counts = new(all.Count, Count(all, "critical"), Count(all, "warning"), Count(all, "healthy"));
        RunResource[] page = [.. all.Where(run => string.IsNullOrEmpty(verdict) || run.Verdict == verdict).Skip(skip).Take(take).Select(RunResource.Of)];
        return TypedResults.Ok(new RunsAnswer(page, counts));
    }

    private static async Task<Ok<RunResource>> Find(string run, IRunStore store, CancellationToken cancel)
    {
        RunSummary summary = await store.FindAsync(ReadingEndpoints.Run(run), cancel).ConfigureAwait(false) ?? throw RequestProblemException.NoRun(run);
        IReadOnlyList<SeriesEntry> series = await store.SeriesAsync(run, cancel).ConfigureAwait(false);
        return TypedResults.Ok(RunResource.Of(summary) with { SeriesList = [.. series.Select(SeriesResource.Of)] });
    }

    private static RunStatus? Status(string? name) => string.IsNullOrEmpty(name) ? null
        : StatusNames.TryParse(name, out RunStatus status) ? status
        : throw RequestProblemException.BadRequest($"status: there is no '{name}'; there are {StatusNames.Known}");

    private static int Count(IReadOnlyList<RunSummary> runs, string verdict) => runs.Count(run => run.Verdict == verdict);
}
