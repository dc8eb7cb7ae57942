using System.Globalization;
using System.Text.Json;
using GradWatch.Server.Sending;
using Microsoft.AspNetCore.Http;

namespace GradWatch.Server.Mlflow;

/// <summary>The fields of a request, from its query or its body: numbers come as numbers or as strings, as protobuf's JSON writes them.</summary>
internal sealed class MlflowRequest(IQueryCollection query, JsonElement body)
{
    internal static async Task<MlflowRequest> ReadAsync(HttpContext context, CancellationToken cancel)
    {
        if (HttpMethods.IsGet(context.Request.Method))
            return new MlflowRequest(context.Request.Query, default);
        using PooledBody body = await PooledBody.ReadAsync(context, cancel).ConfigureAwait(false);
        return new MlflowRequest(context.Request.Query, Parse(body.Bytes));
    }

    /// <summary>A text; null where it is missing or empty.</summary>
    internal string? Text(string name)
    {
        string? text = body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out JsonElement value) ? TextOf(value) : query[name].FirstOrDefault();
        return string.IsNullOrEmpty(text) ? null : text;
    }

    internal string Required(string name) => Text(name) ?? throw MlflowProblemException.Wrong($"Missing value for required parameter '{name}'.");

    /// <summary>The run; older clients name it run_uuid.</summary>
    internal string Run() => Text("run_id") ?? Text("run_uuid") ?? throw MlflowProblemException.Wrong("Missing value for required parameter 'run_id'.");

    internal long? Integer(string name) =>
        Text(name) is { } text && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long value) ? value : null;

    /// <summary>The objects of a list; none where it is missing.</summary>
    internal IReadOnlyList<MlflowRequest> Items(string name) => body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(item => new MlflowRequest(query, item))]
            : [];

    /// <summary>The texts of a list; none where it is missing.</summary>
    internal IReadOnlyList<string> Texts(string name) => body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(TextOf).OfType<string>()]
            : [];

    /// <summary>This request as one metric.</summary>
    internal MlflowMetric Metric()
    {
        string text = Required("value");
        double value = text switch
        {
            "NaN" or "nan" => double.NaN,
            "Infinity" or "inf" => double.PositiveInfinity,
            "-Infinity" or "-inf" => double.NegativeInfinity,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                ? number
                : throw MlflowProblemException.Wrong($"Invalid value '{text}' for parameter 'value' supplied: a number is expected."),
        };
        return new MlflowMetric(Required("key"), value, Integer("step") ?? 0, Integer("timestamp") ?? 0);
    }

    private static JsonElement Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Utf8JsonReader reader = new(bytes.IsEmpty ? "{}"u8 : bytes);
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException wrong)
        {
            throw new MlflowProblemException(400, "BAD_REQUEST", $"The body is no JSON: {wrong.Message}");
        }
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };
}
