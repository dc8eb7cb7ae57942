using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GradWatch.DetectionBench.Measuring;

namespace GradWatch.DetectionBench.Pages;

/// <summary>Everything measured, for a program: snake_case, what is not finite as "NaN" and "Infinity".</summary>
internal static class ResultsJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static string Of(BenchResults results) => JsonSerializer.Serialize(results, Options) + "\n";
}
