namespace GradWatch.Server.Contract;

/// <summary>Whether the store can be read and written, and what is wrong when not.</summary>
public sealed record HealthAnswer(string Status, string? Detail = null);
