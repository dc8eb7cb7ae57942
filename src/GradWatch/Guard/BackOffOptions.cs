using GradWatch.Detectors;

namespace GradWatch.Guard;

/// <summary>Cutting the learning rate when training becomes unstable. Defaults are not tuned.</summary>
public sealed record BackOffOptions
{
    /// <summary>The severity of a finding that cuts the rate.</summary>
    public Severity Severity { get; init; } = Severity.Critical;

    /// <summary>What the rate is multiplied with at each cut.</summary>
    public double Factor { get; init; } = 0.5;

    /// <summary>The rate is never cut below this share of what is scheduled.</summary>
    public double Minimum { get; init; } = 1e-3;

    /// <summary>Steps that a cut is given to take effect before the next one.</summary>
    public int Patience { get; init; } = 20;

    /// <summary>Quiet steps in which one cut is taken back, a little each; 0: cuts stay.</summary>
    public int RecoverySteps { get; init; }
}
