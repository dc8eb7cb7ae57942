namespace GradWatch.Demo.Experiments;

/// <summary>A measure with what it changed: the training without and with it.</summary>
internal sealed record Told(Chapter Chapter, Outcome Before, Measure Measure, Outcome After);
