using System.Globalization;
using System.Text;
using Google.Protobuf;
using GradWatch.Server.Safety;
using GradWatch.Server.Sending;
using GradWatch.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GradWatch.Server.Otlp;

/// <summary>Metrics by OTLP over HTTP, in protobuf or JSON, packed or not.</summary>
internal static class OtlpEndpoints
{
    private const string Binary = "application/x-protobuf";
    private const string Json = "application/json";
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    internal static void MapOtlp(this IEndpointRouteBuilder app) =>
        app.MapPost("/v1/metrics", Take).Behind(Door.Sending).WithTags("otlp").WithSummary("Takes OTLP metrics")
            .ExcludeFromDescription();

    private static async Task Take(HttpContext context, OtlpIntake intake, CancellationToken cancel)
    {
        string type = context.Request.ContentType ?? "";
        bool json = type.StartsWith(Json, StringComparison.OrdinalIgnoreCase);
        try
        {
            if (!json && !type.StartsWith(Binary, StringComparison.OrdinalIgnoreCase))
                throw new RequestProblemException(StatusCodes.Status415UnsupportedMediaType, $"Content-Type '{type}' is not known here; there are {Binary} and {Json}");
            MetricsRequest request;
            using (PooledBody body = await PooledBody.ReadAsync(context, cancel).ConfigureAwait(false))
                request = json ? Parser.Parse<MetricsRequest>(Encoding.UTF8.GetString(body.Bytes)) : MetricsRequest.Parser.ParseFrom(body.Bytes);
            OtlpOutcome outcome = await intake.TakeAsync(request, cancel).ConfigureAwait(false);
            await AnswerAsync(context, StatusCodes.Status200OK, outcome.ToResponse(), json, cancel).ConfigureAwait(false);
        }
        catch (RequestProblemException problem)
        {
            Retry(context, problem.RetryAfter);
            await AnswerAsync(context, problem.Status, new Status { Message = problem.Message }, json, cancel).ConfigureAwait(false);
        }
        catch (Exception unreadable) when (unreadable is InvalidProtocolBufferException or InvalidJsonException)
        {
            Status status = new() { Message = $"the body is no OTLP metrics: {unreadable.Message}" };
            await AnswerAsync(context, StatusCodes.Status400BadRequest, status, json, cancel).ConfigureAwait(false);
        }
        catch (Exception away) when (away is StoreUnavailableException or StaleRunException)
        {
            Retry(context, TimeSpan.FromSeconds(2));
            await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, new Status { Message = away.Message }, json, cancel).ConfigureAwait(false);
        }
    }

    private static void Retry(HttpContext context, TimeSpan? after)
    {
        if (after is { } wait)
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }

    private static Task AnswerAsync(HttpContext context, int status, IMessage message, bool json, CancellationToken cancel)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = json ? Json : Binary;
        byte[] body = json ? Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(message)) : message.ToByteArray();
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, cancel).AsTask();
    }
}
