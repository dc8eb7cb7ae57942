namespace GradWatch.Detectors.Gradients;

/// <summary>Limits of <see cref="GradientSpikeDetector"/>.</summary>
public sealed record GradientSpikeOptions
{
    /// <summary>Probability a step, under the run's own history, below which a norm is a spike: the stated false-alarm rate.</summary>
    public double Probability { get; init; } = 2e-6;

    /// <summary>A spike is at least this many times the running median: less does no harm, however improbable.</summary>
    public double LeastFactor { get; init; } = 4;

    /// <summary>The same where the loss jumps on the same step.</summary>
    public double JointProbability { get; init; } = 2e-5;

    /// <summary>From this many times the running median on it warns where no loss is known; below it informs.</summary>
    public double WarningFactor { get; init; } = 10;

    /// <summary>The same where the loss does not jump with it: norms rise tenfold as a plateau ends.</summary>
    public double CalmLossFactor { get; init; } = 20;

    /// <summary>Improbable norms in a row that warn, unless the loss is falling: what ends a plateau brings it down.</summary>
    public int Lasting { get; init; } = 2;

    /// <summary>Probability a step below which a norm is one of such a row: each alone may be luck, hardly all of them.</summary>
    public double ClimbProbability { get; init; } = 3e-4;

    /// <summary>Finite norms before a row of them warns: the norm of a healthy GAN still finds its level at step 60.</summary>
    public int ClimbHistory { get; init; } = 100;

    /// <summary>Times the upper tenth of the newest norms that makes an isolated one a spike that may recur.</summary>
    public double RecurringFactor { get; init; } = 4;

    /// <summary>Norms within which a third isolated spike of <see cref="WarningFactor"/> warns: heavy tails.</summary>
    public int RecurringNorms { get; init; } = 300;

    /// <summary>From this many times the running median on it informs: gradient_explosion says it.</summary>
    public double ExplosionFactor { get; init; } = 100;

    /// <summary>Finite norms before improbable has a meaning.</summary>
    public int History { get; init; } = 30;

    /// <summary>Finite norms before a spike warns. Measured: young healthy language models have bumps of 10 times at step 30.</summary>
    public int WarningHistory { get; init; } = 40;
}
