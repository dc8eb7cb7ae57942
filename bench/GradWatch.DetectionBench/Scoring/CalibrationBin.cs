namespace GradWatch.DetectionBench.Scoring;

/// <summary>Causes whose weight lies in one range.</summary>
internal sealed record CalibrationBin(double From, double To, int Causes, double MeanWeight, int Right)
{
    internal double ShareRight => (double)Right / Causes;

    /// <summary>The range in which the true share lies with 95 % (Wilson 1927).</summary>
    internal (double Low, double High) Range
    {
        get
        {
            const double z = 1.96;
            double n = Causes, p = ShareRight;
            double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
            double half = z / (1 + z * z / n) * Math.Sqrt(p * (1 - p) / n + z * z / (4 * n * n));
            return (middle - half, middle + half);
        }
    }
}
