namespace GradWatch.Detectors.Losses;

/// <summary>Limits of <see cref="LossSpikeDetector"/>.</summary>
public sealed record LossSpikeOptions
{
    /// <summary>Probability a step, under the run's own history, below which a loss is a spike: the stated false-alarm rate.</summary>
    public double Probability { get; init; } = 2e-6;

    /// <summary>A spike is at least this many times the running median.</summary>
    public double LeastFactor { get; init; } = 2;

    /// <summary>Share of what the loss had fallen by that a jump must undo, below <see cref="FarFactor"/>. Measured: 0.04 in a healthy run.</summary>
    public double ShareOfFall { get; init; } = 0.05;

    /// <summary>From this many times the running median on a jump matters, however little of the fall it undoes.</summary>
    public double FarFactor { get; init; } = 10;

    /// <summary>Finite losses before improbable has a meaning.</summary>
    public int History { get; init; } = 30;

    /// <summary>Losses that are enough for a jump far beyond all they have done so far.</summary>
    public int ShortHistory { get; init; } = 3;

    /// <summary>Jump over the highest of the newest 16 losses, in ranges of these: a loss that only falls never jumps.</summary>
    public double TimesTheRange { get; init; } = 4;
}
