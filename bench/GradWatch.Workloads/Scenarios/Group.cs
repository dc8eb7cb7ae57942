namespace GradWatch.Workloads.Scenarios;

/// <summary>Scenarios of one kind.</summary>
internal sealed record Group(string Title, IReadOnlyList<Scenario> Scenarios);
