using GradWatch.Observations;
using GradWatch.Reports;

namespace GradWatch.Logs;

/// <summary>One run found in a log. Its observations are read while they are enumerated, once.</summary>
/// <param name="Description">Where it came from.</param>
/// <param name="Observations">In the order of the log; runs of one source must be enumerated one after the other.</param>
/// <param name="Notes">What was skipped or assumed; complete when the enumeration has ended.</param>
public sealed record LogRun(RunDescription Description, IEnumerable<Observation> Observations, ReadingNotes Notes);
