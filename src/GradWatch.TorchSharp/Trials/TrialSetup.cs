using GradWatch.Remedies;
using GradWatch.TorchSharp.Snapshots;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Trials;

/// <summary>What a trial needs to run a piece of the training again.</summary>
public sealed record TrialSetup
{
    /// <summary>The model trained. In the end it is as it was before the trials, and so is the optimizer.</summary>
    public required nn.Module Model { get; init; }

    /// <summary>The optimizer that steps it.</summary>
    public required optim.Optimizer Optimizer { get; init; }

    /// <summary>Where each trial begins: a state before the episode, best the start of the training.</summary>
    public required TrainingSnapshot From { get; init; }

    /// <summary>Computes the loss of a step's batch, without <c>backward()</c>. Called with the same steps for each trial, so that all see
    /// the same batches; what it creates is disposed after the step.</summary>
    public required Func<long, Tensor> Loss { get; init; }

    /// <summary>Optimizer steps of each trial; not tuned.</summary>
    public long Steps { get; init; } = 200;

    /// <summary>Told of each trial when it is over.</summary>
    public Action<Trial>? Finished { get; init; }
}
