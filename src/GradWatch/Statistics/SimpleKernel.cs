namespace GradWatch.Statistics;

/// <summary>The sums of one block, an element at a time.</summary>
internal static class SimpleKernel
{
    public static BlockTotals Read(Func<int, double> element, int count)
    {
        BlockTotals totals = default;
        for (int i = 0; i < count; i++)
            Count(ref totals, element(i));
        double factor = Magnitude.Factor(totals.Max);
        for (int i = 0; i < count; i++)
        {
            if (!double.IsFinite(element(i)))
                continue;
            double value = element(i) * factor;
            totals.Sum += value;
            totals.Squares += value * value;
        }
        return totals;
    }

    private static void Count(ref BlockTotals totals, double value)
    {
        if (double.IsNaN(value))
            totals.NaN++;
        else if (double.IsPositiveInfinity(value))
            totals.PositiveInfinity++;
        else if (double.IsNegativeInfinity(value))
            totals.NegativeInfinity++;
        else
            totals.Max = Math.Max(totals.Max, Math.Abs(value));
        if (value == 0)
            totals.Zeros++;
    }
}
