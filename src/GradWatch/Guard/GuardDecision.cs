namespace GradWatch.Guard;

/// <summary>What is to be done at a step.</summary>
/// <param name="Skip">The optimizer is not stepped.</param>
/// <param name="RollBackTo">Return to the newest good state at or before this step; null: do not.</param>
public readonly record struct GuardDecision(bool Skip, long? RollBackTo = null);
