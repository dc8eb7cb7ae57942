using GradWatch.Server.Taps;
using GradWatch.Storage.Runs;

namespace GradWatch.Server.Otlp;

/// <summary>Which run a resource is, and which writer of it.</summary>
internal static class OtlpSource
{
    private const int LongestTag = 250;

    internal static RunStart RunOf(ResourceMetrics resource)
    {
        Dictionary<string, string> attributes = AttributesOf(resource);
        string service = attributes.GetValueOrDefault("service.name", "otlp");
        string instance = attributes.GetValueOrDefault("service.instance.id", "");
        string id = attributes.TryGetValue("gradwatch.run", out string? named) ? named : RunDoor.IdOf(service, service, instance);
        if (!RunIds.IsValid(id))
            throw RequestProblemException.BadRequest("gradwatch.run: 1 to 64 of A-Z a-z 0-9 . _ - are expected, not beginning with a dot");
        return new RunStart
        {
            Id = id,
            Name = service,
            Source = attributes.TryGetValue("host.name", out string? host) ? $"{host}:{service}" : service,
            Format = "otlp",
            Tags = attributes.Where(one => one.Key.Length <= LongestTag && one.Value.Length <= LongestTag && one.Key != "gradwatch.run")
                .Take(32).ToDictionary(),
        };
    }

    /// <summary>One name for each exporter: its batches are ordered by their time.</summary>
    internal static string WriterOf(ResourceMetrics resource) => "otlp-" + RunDoor.HashOf(
        [.. AttributesOf(resource).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"),
            .. resource.ScopeMetrics.Select(scope => scope.Scope?.Name ?? "").Order(StringComparer.Ordinal)]);

    private static Dictionary<string, string> AttributesOf(ResourceMetrics resource)
    {
        Dictionary<string, string> attributes = new(StringComparer.Ordinal);
        foreach (KeyValue attribute in resource.Resource?.Attributes ?? [])
        {
            if (attribute.Value is { HasStringValue: true, StringValue.Length: > 0 } named)
                attributes[attribute.Key] = named.StringValue;
        }
        return attributes;
    }
}
