using GradWatch.Server.Contract;
using GradWatch.Server.Sending;
using GradWatch.Storage;
using GradWatch.Storage.Runs;
using GradWatch.Wording;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GradWatch.Server.Reading;

/// <summary>Episodes, and what happened beside the numbers.</summary>
internal static class EventEndpoints
{
    internal static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/runs/{run}/episodes", Episodes).WithSummary("Episodes by number");
        group.MapGet("/runs/{run}/entries", Entries).WithSummary("Guard actions, origins of NaN, alerts, gaps, notes");
    }

    private static async Task<Ok<EpisodesAnswer>> Episodes(string run, IRunStore store, CancellationToken cancel, string? lang = null)
    {
        Language language = ReadingEndpoints.Language(lang);
        await RequireAsync(store, run, cancel).ConfigureAwait(false);
        IReadOnlyList<StoredEpisode> episodes = await store.EpisodesAsync(run, cancel).ConfigureAwait(false);
        return TypedResults.Ok(new EpisodesAnswer([.. episodes.Select(episode => EpisodeResource.Of(episode, language))]));
    }

    private static async Task<Ok<EntriesAnswer>> Entries(string run, IRunStore store, CancellationToken cancel, string? kind = null, string? lang = null)
    {
        Language language = ReadingEndpoints.Language(lang);
        await RequireAsync(store, run, cancel).ConfigureAwait(false);
        IReadOnlyList<RunEntry> entries = await store.EntriesAsync(run, string.IsNullOrEmpty(kind) ? null : kind, cancel).ConfigureAwait(false);
        return TypedResults.Ok(new EntriesAnswer([.. entries.Where(OwnEntries.IsForPeople).Select(entry => EntryResource.Of(entry, language))]));
    }

    private static async Task RequireAsync(IRunStore store, string run, CancellationToken cancel)
    {
        if (await store.FindAsync(ReadingEndpoints.Run(run), cancel).ConfigureAwait(false) is null)
            throw RequestProblemException.NoRun(run);
    }
}
