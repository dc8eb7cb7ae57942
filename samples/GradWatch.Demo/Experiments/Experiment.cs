using GradWatch.TorchSharp;

namespace GradWatch.Demo.Experiments;

/// <summary>One training run: what is trained, and with which settings.</summary>
internal sealed record Experiment
{
    /// <summary>What the run is called in reports.</summary>
    public required string Name { get; init; }

    /// <summary>Makes the model and its data anew.</summary>
    public required Func<Problem> Start { get; init; }

    /// <summary>The rate of plain SGD.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Optimizer steps; a run whose loss is no longer finite ends earlier.</summary>
    public int Steps { get; init; } = 200;

    /// <summary>Switches guards on; none are when null.</summary>
    public Action<WatchOptions>? Guard { get; init; }
}
