using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GradWatch.Server.Sending;

/// <summary>A small body in JSON as an object.</summary>
internal static class JsonBody
{
    /// <summary>Null where there is no body.</summary>
    internal static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, CancellationToken cancel) where T : class
    {
        using PooledBody body = await PooledBody.ReadAsync(context, cancel).ConfigureAwait(false);
        if (body.Bytes.IsEmpty)
            return null;
        try
        {
            return JsonSerializer.Deserialize(body.Bytes, type);
        }
        catch (JsonException wrong)
        {
            throw RequestProblemException.BadRequest($"{wrong.Path ?? "$"}: {JsonFaults.Plain(wrong)}");
        }
    }
}
