namespace GradWatch.Reports;

/// <summary>Where a run came from.</summary>
/// <param name="Source">The path as it was given; of a file found in a given directory, that directory's path joined with the file's.</param>
/// <param name="Format">The id of the log format, e.g. <c>hf_trainer_state</c>.</param>
/// <param name="Name">What tells several runs of one source apart; null when the source holds one.</param>
public sealed record RunDescription(string Source, string Format, string? Name = null);
