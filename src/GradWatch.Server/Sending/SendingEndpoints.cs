using System.Diagnostics;
using GradWatch.Server.Contract;
using GradWatch.Server.Reading;
using GradWatch.Server.Safety;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GradWatch.Server.Sending;

/// <summary>The server's own way in.</summary>
internal static class SendingEndpoints
{
    internal static void MapSending(this IEndpointRouteBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("").WithTags("sending").Behind(Door.Sending);
        group.MapPut("/runs/{run}", Open).WithSummary("Creates a run, or answers the one that is there").Accepts<OpenRequest>("application/json");
        group.MapPut("/runs/{run}/schemas/{schema}", Schema).WithSummary("Names the columns of binary rows").Accepts<SchemaRequest>("application/json");
        group.MapPost("/runs/{run}/batches", Batch).WithSummary("Takes a batch: all of it, durable, or nothing")
            .Accepts<BatchRequest>("application/json", BinaryBatch.MediaType);
        group.MapPost("/runs/{run}/end", End).WithSummary("The run has ended").Accepts<EndRequest>("application/json");
    }

    private static async Task<Ok<OpenedAnswer>> Open(
        string run, HttpContext context, IRunHosts hosts, Tally tally, ServerOptions options, CancellationToken cancel, string? writer = null)
    {
        if (!RunIds.IsValid(run))
            throw RequestProblemException.BadRequest("run: 1 to 64 of A-Z a-z 0-9 . _ - are expected, not beginning with a dot");
        OpenRequest? told = await JsonBody.ReadAsync(context, ApiJson.Default.OpenRequest, cancel).ConfigureAwait(false);
        string name = string.IsNullOrEmpty(told?.Name) ? run : told.Name;
        RunLabels.CheckName(name);
        IRunHost? host = await hosts.FindAsync(run, cancel).ConfigureAwait(false);
        if (host is null)
        {
            if (tally.Runs >= options.MostRuns)
                throw new RequestProblemException(StatusCodes.Status429TooManyRequests, $"{options.MostRuns} runs are kept at most; delete some");
            string format = told?.Format is { Length: > 0 } given ? given : "gradwatch";
            if (!RunIds.IsValid(format))
                throw RequestProblemException.BadRequest("format: an id such as gradwatch or torchsharp is expected");
            RunStart start = new()
            {
                Id = run, Name = name, Source = RunLabels.Source(told?.Source), Format = format, Tags = RunLabels.Tags(told?.Tags) ?? new Dictionary<string, string>(),
            };
            host = await hosts.OpenAsync(start, cancel).ConfigureAwait(false);
        }
        long? sequence = Writer(writer) is { } counted ? await host.SequenceOfAsync(counted, cancel).ConfigureAwait(false) : null;
        return TypedResults.Ok(new OpenedAnswer(RunResource.Of(host.Summary), sequence));
    }

    private static async Task<Ok<SchemaAnswer>> Schema(
        string run, uint schema, HttpContext context, IRunHosts hosts, Intakes intakes, CancellationToken cancel, string? writer = null)
    {
        IRunHost host = await FindAsync(hosts, run, cancel).ConfigureAwait(false);
        SchemaRequest? told = await JsonBody.ReadAsync(context, ApiJson.Default.SchemaRequest, cancel).ConfigureAwait(false);
        Observations.Series[] columns = SchemaColumns.Of(told);
        Intake intake = await intakes.OfAsync(host, cancel).ConfigureAwait(false);
        await intake.NameSchemaAsync(Writer(writer), schema, columns, cancel).ConfigureAwait(false);
        return TypedResults.Ok(new SchemaAnswer(schema, columns.Length));
    }

    private static async Task<Ok<BatchAnswer>> Batch(
        string run, HttpContext context, IRunHosts hosts, Intakes intakes, ServerMeter meter, HeavyBodies heavy, CancellationToken cancel,
        string? writer = null, long? sequence = null)
    {
        IRunHost host = await FindAsync(hosts, run, cancel).ConfigureAwait(false);
        if (Writer(writer) is not null && sequence is not > 0)
            throw RequestProblemException.BadRequest("sequence: a writer counts its batches from 1");
        if (writer is null && sequence is not null)
            throw RequestProblemException.BadRequest("writer: a sequence needs the name of the writer who counts");
        Intake intake = await intakes.OfAsync(host, cancel).ConfigureAwait(false);
        using PooledBody body = await PooledBody.ReadAsync(context, cancel).ConfigureAwait(false);
        long begun = Stopwatch.GetTimestamp();
        using IDisposable? turn = await heavy.TurnAsync(body.Bytes.Length, cancel).ConfigureAwait(false);
        ReadBatch read = IsBinary(context.Request)
            ? BinaryBatch.Read(body.Bytes, intake, writer)
            : await JsonBatch.ReadAsync(body, intake, cancel).ConfigureAwait(false);
        Receipt receipt = await host.IngestAsync(read.Batch with { Writer = writer, Sequence = sequence ?? 0 }, cancel).ConfigureAwait(false);
        meter.Taken(receipt.Repeated, Stopwatch.GetElapsedTime(begun));
        return TypedResults.Ok(new BatchAnswer(
            receipt.Sequence, receipt.Repeated, receipt.RefusedSeries, read.Ignored, receipt.Summary.Verdict, receipt.Summary.LastStep));
    }

    private static async Task<Ok<RunResource>> End(string run, HttpContext context, IRunHosts hosts, CancellationToken cancel)
    {
        IRunHost host = await FindAsync(hosts, run, cancel).ConfigureAwait(false);
        EndRequest? told = await JsonBody.ReadAsync(context, ApiJson.Default.EndRequest, cancel).ConfigureAwait(false);
        if (!StatusNames.TryParse(told?.Status ?? "finished", out RunStatus status) || status == RunStatus.Running)
            throw RequestProblemException.BadRequest($"status: there is no end '{told?.Status}'; there are finished, failed, stopped");
        Receipt receipt = await host.IngestAsync(new RunBatch { Series = [], Rows = new StepRows(), Status = status }, cancel).ConfigureAwait(false);
        return TypedResults.Ok(RunResource.Of(receipt.Summary));
    }

    private static bool IsBinary(HttpRequest request)
    {
        string type = request.ContentType ?? "";
        if (type.StartsWith(BinaryBatch.MediaType, StringComparison.OrdinalIgnoreCase))
            return true;
        return type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase)
            ? false
            : throw new RequestProblemException(
                StatusCodes.Status415UnsupportedMediaType, $"Content-Type '{type}' is not known here; there are application/json and {BinaryBatch.MediaType}");
    }

    private static async ValueTask<IRunHost> FindAsync(IRunHosts hosts, string run, CancellationToken cancel) =>
        await hosts.FindAsync(ReadingEndpoints.Run(run), cancel).ConfigureAwait(false) ?? throw RequestProblemException.NoRun(run);

    private static string? Writer(string? writer) => writer is null || RunIds.IsValid(writer)
        ? writer
        : throw RequestProblemException.BadRequest("writer: 1 to 64 of A-Z a-z 0-9 . _ - are expected, not beginning with a dot");
}
