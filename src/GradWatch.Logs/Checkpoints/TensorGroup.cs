namespace GradWatch.Logs.Checkpoints;

/// <summary>What a tensor of a checkpoint is for.</summary>
public enum TensorGroup
{
    /// <summary>Weights and buffers of the model.</summary>
    Model,
    /// <summary>State of the optimizer: moments, step counters.</summary>
    Optimizer,
    /// <summary>Anything else: states of random generators, of schedulers, of callbacks.</summary>
    Other,
}
