namespace GradWatch.Diagnosis.Origins;

/// <summary>On which way the first value that is not finite came up.</summary>
public enum OriginDirection
{
    /// <summary>In the forward pass, at a module or between two.</summary>
    Forward,
    /// <summary>In the computation of the loss, after the last module.</summary>
    Loss,
    /// <summary>In the backward pass: the loss was finite.</summary>
    Backward,
    /// <summary>In the weights, before the step began.</summary>
    Weights,
    /// <summary>In the batch, before the model saw it.</summary>
    Batch,
}
