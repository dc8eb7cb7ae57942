namespace GradWatch.Cli.Explain;

/// <summary>What can be explained.</summary>
/// <param name="Kind">The kind: <c>detectors</c>, <c>causes</c> or <c>remedies</c>.</param>
/// <param name="Id">The id, as it stands in reports.</param>
internal sealed record Subject(string Kind, string Id);
