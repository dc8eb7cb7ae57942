using GradWatch.Detectors;

namespace GradWatch.Guard;

/// <summary>Asking the training loop to stop. Defaults are not tuned.</summary>
public sealed record StopOptions
{
    /// <summary>The severity of the findings that count.</summary>
    public Severity Severity { get; init; } = Severity.Critical;

    /// <summary>Steps with such a finding, not yet forgotten, at which the loop is asked to stop; 1: at the first.</summary>
    public int Patience { get; init; } = 20;
}
