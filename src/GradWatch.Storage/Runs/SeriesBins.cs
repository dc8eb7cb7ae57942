namespace GradWatch.Storage.Runs;

/// <summary>A series as a screen can show it.</summary>
/// <param name="Index">The series.</param>
/// <param name="Bins">In the order of arrival; a bin of one observation is the observation itself.</param>
public sealed record SeriesBins(int Index, IReadOnlyList<SeriesBin> Bins);
