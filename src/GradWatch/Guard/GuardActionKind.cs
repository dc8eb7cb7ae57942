namespace GradWatch.Guard;

/// <summary>What a guard did to a step.</summary>
public enum GuardActionKind
{
    /// <summary>The gradient was made smaller; the step was made.</summary>
    Clip,
    /// <summary>The optimizer was not stepped.</summary>
    Skip,
    /// <summary>The learning rate was cut below what is scheduled.</summary>
    LowerLearningRate,
    /// <summary>The cut of the learning rate was taken back.</summary>
    RaiseLearningRate,
    /// <summary>Model and optimizer were put back to an earlier state; the optimizer was not stepped.</summary>
    RollBack,
    /// <summary>The training loop was asked to stop.</summary>
    Stop,
}
