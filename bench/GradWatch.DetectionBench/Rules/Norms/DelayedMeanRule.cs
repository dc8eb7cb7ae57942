namespace GradWatch.DetectionBench.Rules.Norms;

/// <summary>llm-foundry OutlierDetector: above 7.5 times the mean of the values from 1000 to 500 steps ago.</summary>
/// <remarks>Blind for its first 500 steps. A NaN is no outlier; once it reaches the delayed mean nothing is, for 500 steps.</remarks>
internal sealed class DelayedMeanRule() : NormRule("llm-foundry OutlierDetector")
{
    private const int Delay = 500;
    private const double Factor = 7.5;

    protected override Func<double, bool> OfNorm()
    {
        Queue<double> young = [];
        RecentValues old = new(Delay);
        return norm =>
        {
            if (young.Count == Delay)
                old.Add(young.Dequeue());
            young.Enqueue(norm);
            return old.Count > 0 && norm > Factor * old.Mean;
        };
    }
}
