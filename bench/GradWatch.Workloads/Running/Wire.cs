using System.Text.Json;
using System.Text.Json.Serialization;

namespace GradWatch.Workloads.Running;

/// <summary>Outcomes as JSON, between the processes and in a file.</summary>
internal static class Wire
{
    internal static JsonSerializerOptions Line { get; } = Options(indented: false);

    internal static JsonSerializerOptions File { get; } = Options(indented: true);

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        WriteIndented = indented,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}
