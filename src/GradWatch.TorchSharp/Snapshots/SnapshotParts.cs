namespace GradWatch.TorchSharp.Snapshots;

/// <summary>What of a <see cref="TrainingSnapshot"/> is put back.</summary>
[Flags]
public enum SnapshotParts
{
    /// <summary>Parameters and buffers of the model, among them those that <c>named_buffers()</c> hides.</summary>
    Model = 1,
    /// <summary>The optimizers' own tensors and step counts: momenta, second moments, averages.</summary>
    OptimizerState = 2,
    /// <summary>The optimizers' settings: learning rates, betas and the like. A scheduler's own position is in no optimizer and so not here.</summary>
    OptimizerSettings = 4,
    /// <summary>torch's CPU random number generator: dropout masks and what else is drawn from it.</summary>
    RandomState = 8,
    /// <summary>Everything: training that goes on from here repeats itself bit for bit.</summary>
    All = Model | OptimizerState | OptimizerSettings | RandomState,
}
