using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules.Norms;

/// <summary>Megatron-LM: at least 10 times the largest of the first 100 samples, for loss and norm; and its NaN/Inf check.</summary>
internal sealed class MegatronRule() : Rule("Megatron 10×")
{
    private const double Factor = 10;
    private const int Samples = 100;

    internal override Func<Row, bool> Begin() => OnBoth(OfOne(), OfOne());

    private static Func<double, bool> OfOne()
    {
        double largest = 0;
        int seen = 0;
        return value =>
        {
            if (!double.IsFinite(value))
                return true;
            if (seen++ >= Samples)
                return Math.Abs(value) >= Factor * largest;
            largest = Math.Max(largest, Math.Abs(value));
            return false;
        };
    }
}
