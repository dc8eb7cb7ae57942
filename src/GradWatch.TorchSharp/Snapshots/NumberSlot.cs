namespace GradWatch.TorchSharp.Snapshots;

/// <summary>A place where live training keeps a number: a step count, a learning rate, a flag.</summary>
/// <param name="Name">Unique in a training: <c>optimizer0.3.step</c>, <c>optimizer0.group0.LearningRate</c>.</param>
/// <param name="Part">What it belongs to.</param>
/// <param name="Get">The value: a long, double or bool, or null.</param>
/// <param name="Put">Sets the value.</param>
internal sealed record NumberSlot(string Name, SnapshotParts Part, Func<object?> Get, Action<object?> Put);
