namespace GradWatch.DetectionBench.Scoring;

/// <summary>Causes whose weight lies in one range.</summary>
internal sealed record ReliabilityBin(double From, double To, int Causes, double MeanWeight, int Right)
{
    private const double Z = 1.96;

    public double ShareRight => (double)Right / Causes;

    /// <summary>Between this and <see cref="High"/> the true share lies with 95 % (Wilson 1927).</summary>
    public double Low => Middle - HalfRange;

    public double High => Middle + HalfRange;

    private double Middle => (ShareRight + Z * Z / (2 * Causes)) / (1 + Z * Z / Causes);

    private double HalfRange => Z / (1 + Z * Z / Causes) * Math.Sqrt(ShareRight * (1 - ShareRight) / Causes + Z * Z / (4.0 * Causes * Causes));
}
