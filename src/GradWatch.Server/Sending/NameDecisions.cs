using GradWatch.Observations;

namespace GradWatch.Server.Sending;

/// <summary>What names mean that came for the first time, before it is taken over.</summary>
/// <param name="Series">The series of each; null for a name that is ignored.</param>
/// <param name="Mains">Names that are now the main ones of their quantity.</param>
/// <param name="Payload">What has to be kept of it; null for nothing.</param>
internal sealed record NameDecisions(
    IReadOnlyDictionary<string, Series?> Series, IReadOnlyDictionary<Quantity, (string Name, int Rank)> Mains, byte[]? Payload);
