namespace GradWatch.DetectionBench.Measuring;

/// <summary>One fold: the thresholds that the others chose, and what they and the shipped ones do on it.</summary>
internal sealed record FoldResult(int Fold, int Scenarios, IReadOnlyList<string> Chosen, Tally Held, Tally HeldByDefaults);
