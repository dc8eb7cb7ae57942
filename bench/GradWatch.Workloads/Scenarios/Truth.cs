namespace GradWatch.Workloads.Scenarios;

/// <summary>What is true of a training, whatever was said of it.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Cause">The ids of the causes that are right, any of them; null for a healthy run.</param>
/// <param name="FirstBadStep">Null where nothing is wrong or no step can be named.</param>
internal sealed record Truth(Label Label, string? Cause = null, long? FirstBadStep = null);
