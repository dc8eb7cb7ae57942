using GradWatch.Observations;

namespace GradWatch.Storage.Runs;

/// <summary>A series of a run under the number that rows name it by.</summary>
/// <param name="Index">Counted from zero in the order in which the series appeared (usually depth, input first).</param>
/// <param name="Series">What it is.</param>
public readonly record struct SeriesEntry(int Index, Series Series);
