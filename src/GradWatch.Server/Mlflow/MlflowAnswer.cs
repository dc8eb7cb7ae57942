using System.Text.Json;
using GradWatch.Storage;
using Microsoft.AspNetCore.Http;

namespace GradWatch.Server.Mlflow;

/// <summary>Answers in MLflow's form, problems too.</summary>
internal static class MlflowAnswer
{
    internal static RequestDelegate Of(Func<MlflowRequest, Utf8JsonWriter, HttpContext, Task> act) => async context =>
    {
        using MemoryStream body = new();
        Utf8JsonWriter json = new(body);
        await using (json.ConfigureAwait(false))
        {
            int status = StatusCodes.Status200OK;
            try
            {
                MlflowRequest request = await MlflowRequest.ReadAsync(context, context.RequestAborted).ConfigureAwait(false);
                json.WriteStartObject();
                await act(request, json, context).ConfigureAwait(false);
                json.WriteEndObject();
            }
            catch (Exception failure) when (Told(failure) is not null)
            {
                MlflowProblemException problem = Told(failure)!;
                status = problem.Status;
                body.SetLength(0);
                json.Reset(body);
                json.WriteStartObject();
                json.WriteString("error_code", problem.Code);
                json.WriteString("message", problem.Message);
                json.WriteEndObject();
            }
            await json.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted).ConfigureAwait(false);
        }
    };

    // 429 and 503 are statuses that MLflow's clients try again after.
    private static MlflowProblemException? Told(Exception failure) => failure switch
    {
        MlflowProblemException problem => problem,
        RequestProblemException { Status: 429 } many => new(429, "REQUEST_LIMIT_EXCEEDED", many.Message),
        RequestProblemException problem => new(problem.Status, "BAD_REQUEST", problem.Message),
        StaleRunException { ActualRows: null } gone => MlflowProblemException.Missing($"Run with id={gone.Run} not found"),
        StoreUnavailableException or StaleRunException => new(503, "TEMPORARILY_UNAVAILABLE", failure.Message),
        _ => null,
    };
}
