using GradWatch.Statistics;
using GradWatch.TorchSharp.Checks;

namespace GradWatch.TorchSharp.Inputs;

/// <summary>One feature of the data and what there is to say about it.</summary>
/// <param name="Name">Its name; <c>input[3]</c> where none was given.</param>
/// <param name="Statistics">Counts, mean, deviation and range.</param>
/// <param name="Findings">What there is to say.</param>
public sealed record CheckedFeature(string Name, ColumnStatistics Statistics, IReadOnlyList<CheckFinding> Findings);
