namespace GradWatch.Detectors.Gradients;

/// <summary>Limits of <see cref="ClipSaturationDetector"/>.</summary>
public sealed record ClipSaturationOptions
{
    /// <summary>Share of clipped steps above which the learning rate, not the tail, is the problem (Google tuning playbook).</summary>
    public double Share { get; init; } = 0.5;

    /// <summary>A coefficient below which a step is clipped hard: the gradient is ten times what the user takes for normal.</summary>
    public double Hard { get; init; } = 0.1;

    /// <summary>Steps that the share is taken over.</summary>
    public int Window { get; init; } = 200;

    /// <summary>Steps before the share means anything: a healthy run may be clipped through its first ones.</summary>
    public int History { get; init; } = 100;
}
