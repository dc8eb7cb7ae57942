namespace GradWatch.Workloads.Recording;

/// <summary>What a step did to the weights.</summary>
/// <param name="Norm">L2 norm of all weights before it.</param>
/// <param name="Ratio">Norm of the change over <paramref name="Norm"/>.</param>
/// <param name="LargestRatio">The largest such ratio of a single tensor; tensors that are all zero have none.</param>
internal readonly record struct WeightChange(double Norm, double Ratio, double LargestRatio);
