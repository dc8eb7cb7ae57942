using GradWatch.Diagnosis;

namespace GradWatch.Workloads.Running;

/// <summary>A cause as the diagnosis ranked it, with its sentences.</summary>
internal sealed record NamedCause(string Id, double Weight, IReadOnlyList<string> Evidence, IReadOnlyList<string> Against)
{
    internal static NamedCause Of(Cause cause) => new(
        cause.Id, cause.Weight, [.. cause.Evidence.Select(sentence => $"{sentence}")], [.. cause.Against.Select(sentence => $"{sentence}")]);
}
