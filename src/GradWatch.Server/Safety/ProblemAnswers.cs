using System.Globalization;
using GradWatch.Server.Contract;
using GradWatch.Storage;
using GradWatch.Storage.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace GradWatch.Server.Safety;

/// <summary>Makes a problem document of whatever an endpoint throws. What it says of a defect is no more than that there was one.</summary>
internal sealed partial class ProblemAnswers(RequestDelegate next, ServerMeter meter, ILogger<ProblemAnswers> log)
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(2);

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context).ConfigureAwait(false);
            if (context.Response is { HasStarted: false, StatusCode: >= 400 and < 500, ContentType: null, ContentLength: null })
                await WriteAsync(context, new RequestProblemException(context.Response.StatusCode, Plain(context))).ConfigureAwait(false);
        }
        catch (Exception gone) when (context.RequestAborted.IsCancellationRequested && gone is OperationCanceledException or IOException and not StoreUnavailableException)
        {
            // Nobody is there to be answered.
        }
        catch (Exception failure)
        {
            RequestProblemException problem = Problem(failure);
            if (problem.Status == StatusCodes.Status500InternalServerError)
                Defect(failure, context.Request.Path);
            meter.Refused(problem.Status);
            if (context.Response.HasStarted)
                context.Abort();
            else
                await WriteAsync(context, problem).ConfigureAwait(false);
        }
    }

    /// <summary>Writes a problem document as the answer.</summary>
    internal static Task WriteAsync(HttpContext context, RequestProblemException problem)
    {
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = "application/problem+json";
        if (problem.RetryAfter is { } after)
            context.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        ProblemDetails document = new()
        {
            Type = "about:blank", Title = ReasonPhrases.GetReasonPhrase(problem.Status), Status = problem.Status, Detail = problem.Message,
        };
        if (problem.Expected is { } expected)
            document.Extensions["expected"] = expected;
        return context.Response.WriteAsJsonAsync(document, ApiJson.Default.ProblemDetails, "application/problem+json");
    }

    private static RequestProblemException Problem(Exception failure) => failure switch
    {
        RequestProblemException problem => problem,
        SequenceGapException gap => new RequestProblemException(StatusCodes.Status409Conflict, gap.Message) { Expected = gap.Expected },
        StoreUnavailableException store => new RequestProblemException(StatusCodes.Status503ServiceUnavailable, store.Message) { RetryAfter = StoreRetry },
        StaleRunException stale => stale.ActualRows is null
            ? RequestProblemException.NoRun(stale.Run)
            : new RequestProblemException(StatusCodes.Status503ServiceUnavailable, stale.Message) { RetryAfter = StoreRetry },
        BadHttpRequestException bad => new RequestProblemException(bad.StatusCode, bad.Message),
        _ => new RequestProblemException(StatusCodes.Status500InternalServerError, "a fault of the server; its log has more"),
    };

    private static string Plain(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => $"there is nothing at {context.Request.Path}",
        StatusCodes.Status405MethodNotAllowed => $"{context.Request.Path} does not take {context.Request.Method}",
        int status => ReasonPhrases.GetReasonPhrase(status),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "A request to {Path} failed")]
    private partial void Defect(Exception failure, PathString path);
}
