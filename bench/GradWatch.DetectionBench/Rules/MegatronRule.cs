using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules;

/// <summary>Megatron-LM: at least 10 times the largest of the first 100 samples, for loss and norm; and its NaN/Inf check.</summary>
internal sealed class MegatronRule : IRule
{
    private const double Factor = 10;
    private const int Samples = 100;

    public string Name => "Megatron 10×";

    public Func<Row, bool> Begin() => Rule.OnBoth(OfOne(), OfOne());

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
