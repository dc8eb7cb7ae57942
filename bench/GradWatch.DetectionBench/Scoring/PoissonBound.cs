namespace GradWatch.DetectionBench.Scoring;

/// <summary>How often something may happen at most, given how often it was seen.</summary>
internal static class PoissonBound
{
    /// <summary>The mean count above which so few would be seen in less than one of twenty repetitions (Garwood 1936): 3.00 for none.</summary>
    internal static double Upper95(long seen)
    {
        double low = seen, high = 10 + 2 * seen;
        while (high - low > 1e-6 * high)
        {
            double middle = (low + high) / 2;
            (low, high) = AtMost(seen, middle) > 0.05 ? (middle, high) : (low, middle);
        }
        return high;
    }

    // In logarithms: with a mean of a thousand the first term alone is below the smallest double.
    private static double AtMost(long count, double mean)
    {
        double term = -mean, sum = Math.Exp(term);
        for (long k = 1; k <= count; k++)
        {
            term += Math.Log(mean / k);
            sum += Math.Exp(term);
        }
        return sum;
    }
}
