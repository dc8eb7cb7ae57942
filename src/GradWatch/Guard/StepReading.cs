namespace GradWatch.Guard;

/// <summary>What of a step a guard decides on.</summary>
/// <param name="Step">The optimizer step.</param>
/// <param name="Loss">The loss; null when the loop gave none.</param>
/// <param name="NonFinite">Gradient elements that are NaN or infinite.</param>
public readonly record struct StepReading(long Step, double? Loss, long NonFinite)
{
    /// <summary>True when stepping the optimizer would carry a NaN or infinity into the weights, or the loss already is one.</summary>
    public bool IsNonFinite => NonFinite > 0 || (Loss is { } loss && !double.IsFinite(loss));
}
