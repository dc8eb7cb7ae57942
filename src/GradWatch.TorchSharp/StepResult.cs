namespace GradWatch.TorchSharp;

/// <summary>What was measured and done at one optimizer step.</summary>
public readonly record struct StepResult
{
    /// <summary>The optimizer step, from zero.</summary>
    public long Step { get; init; }

    /// <summary>The loss as it was given; NaN when none was.</summary>
    public double Loss { get; init; }

    /// <summary>L2 norm of the whole gradient before clipping: of its finite elements where some are not (see <see cref="NonFinite"/>).</summary>
    public double GradientNorm { get; init; }

    /// <summary>max |g| of the whole gradient before clipping.</summary>
    public double GradientMax { get; init; }

    /// <summary>Gradient elements that are NaN or infinite.</summary>
    public long NonFinite { get; init; }

    /// <summary>The factor that clipping applied: 1 none, 0 the step was skipped.</summary>
    public double ClipCoefficient { get; init; }

    /// <summary>True when the weights were stepped.</summary>
    public bool Stepped { get; init; }

    /// <summary>True when a guard asks the training loop to stop; why is in <see cref="TrainingWatch.StopReason"/>.</summary>
    public bool ShouldStop { get; init; }
}
