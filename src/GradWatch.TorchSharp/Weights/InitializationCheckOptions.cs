namespace GradWatch.TorchSharp.Weights;

/// <summary>Limits of <see cref="InitializationCheck"/>; docs/prevention.md tells where they were measured.</summary>
public sealed record InitializationCheckOptions
{
    /// <summary>Times above the widest usual rule for its fans at which a standard deviation warns.
    /// Measured: healthy workloads stay under 1.2, weights of N(0, 1) in 128 units are at 8.</summary>
    public double WideTimes { get; init; } = 2;

    /// <summary>Times below the narrowest usual rule at which a standard deviation informs, and warns where two layers or more are so.
    /// Measured: N(0, 0.02) in 64 units, as GPT-2 draws it, is at 3.6.</summary>
    public double NarrowTimes { get; init; } = 10;

    /// <summary>Growth of signals through layers that follow each other without normalization, as a multiple of what their rules keep.
    /// Measured: He and Xavier over 30 layers stay under 3, N(0, 0.2) in 128 units is at 5e5.</summary>
    public double StackTimes { get; init; } = 100;

    /// <summary>The same at which it is critical. Measured: at 1e4 SGD at 0.01 is not finite within 10 steps.</summary>
    public double StackCriticalTimes { get; init; } = 1e4;

    /// <summary>Spectral radius of the recurrent weights of a plain RNN that warns.
    /// Measured with ReLU over 100 time steps, SGD at 0.01: 1.1 trains, 1.25 is not finite within 40 steps.</summary>
    public double Radius { get; init; } = 1.15;

    /// <summary>The same at which it is critical: 1.5¹⁰⁰ is 4e17.</summary>
    public double CriticalRadius { get; init; } = 1.5;

    /// <summary>Spectral radius of a gate's recurrent weights (LSTM, GRU) that warns: gates damp what a plain RNN would multiply.
    /// Measured over 100 time steps: the first gradient is ordinary at 2 and above 1e3 at 4.</summary>
    public double GateRadius { get; init; } = 2.5;

    /// <summary>max |w| over the standard deviation at which a tensor informs: 12 standard deviations come from no usual rule.</summary>
    public double OutlierDeviations { get; init; } = 12;

    /// <summary>What follows the module of a name, where the check cannot see it.</summary>
    public Func<string, Activation?>? ActivationOf { get; init; }
}
