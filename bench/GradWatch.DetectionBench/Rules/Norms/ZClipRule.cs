namespace GradWatch.DetectionBench.Rules.Norms;

/// <summary>ZClip: z-score of the norm against moving mean and variance; alpha 0.97, z 2.5, 25 steps of warm-up.</summary>
/// <remarks>The clipped value feeds the averages. A NaN enters them and silences the rule for good.</remarks>
internal sealed class ZClipRule() : NormRule("ZClip")
{
    private const double Alpha = 0.97;
    private const double Limit = 2.5;
    private const int Warmup = 25;

    protected override Func<double, bool> OfNorm()
    {
        RecentValues first = new(Warmup);
        double mean = 0, variance = 0;
        return norm =>
        {
            if (!first.IsFull)
            {
                first.Add(norm);
                mean = first.Mean;
                variance = Math.Pow(first.Deviation(ofSample: false), 2);
                return false;
            }
            double deviation = Math.Sqrt(variance);
            double z = (norm - mean) / (deviation + 1e-6);
            bool alarms = z > Limit;
            double fed = alarms ? mean + Limit * deviation / (z / Limit) : norm;
            mean = Alpha * mean + (1 - Alpha) * fed;
            variance = Alpha * variance + (1 - Alpha) * (fed - mean) * (fed - mean);
            return alarms;
        };
    }
}
