using GradWatch.Observations;
using GradWatch.Server.Contract;
using GradWatch.Storage;
using GradWatch.Storage.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GradWatch.Server.Reading;

/// <summary>A quantity of all tensors over the run, for a heat map.</summary>
internal static class HeatEndpoint
{
    private const int MostColumns = 2000;

    internal static void Map(IEndpointRouteBuilder group) =>
        group.MapGet("/runs/{run}/heat", Heat).WithSummary("The largest value of each tensor in each column of steps");

    private static async Task<Ok<HeatAnswer>> Heat(
        string run, IRunStore store, CancellationToken cancel, string quantity = "grad_norm", long? first = null, long? last = null, int columns = 240)
    {
        if (!QuantityNames.TryParse(quantity, out Quantity wanted))
            throw RequestProblemException.BadRequest($"quantity: there is no '{quantity}'; there are {string.Join(", ", QuantityNames.All)}");
        if (columns is < 1 or > MostColumns)
            throw RequestProblemException.BadRequest($"columns must be in 1 to {MostColumns}");
        _ = await store.FindAsync(ReadingEndpoints.Run(run), cancel).ConfigureAwait(false) ?? throw RequestProblemException.NoRun(run);
        IReadOnlyList<SeriesEntry> all = await store.SeriesAsync(run, cancel).ConfigureAwait(false);
        SeriesEntry[] tensors = [.. all.Where(entry => entry.Series.Quantity == wanted && !entry.Series.IsOfRun)];
        if (tensors.Length == 0)
            return TypedResults.Ok(new HeatAnswer(quantity, [], [], [], []));
        // More bins than columns, so that a bin hardly ever reaches over the edge of its column.
        IReadOnlyList<SeriesBins> bins = await store.BinsAsync(
            run, [.. tensors.Select(entry => entry.Index)], SeriesEndpoints.Range(first, last), columns * HeatColumns.BinsAColumn, cancel).ConfigureAwait(false);
        HeatColumns edges = HeatColumns.Of(bins, columns);
        return TypedResults.Ok(new HeatAnswer(
            quantity, edges.First, edges.Last, [.. tensors.Select(entry => entry.Series.Tensor!)], [.. bins.Select(edges.Row)]));
    }
}
