namespace GradWatch.DetectionBench.Rules.Losses;

/// <summary>llm-foundry KillLossSpike: more than 4 losses in a row at twice the mean of 100, or half of the 100 above a cap.</summary>
/// <remarks>
/// The cap is the largest loss of the first window, at most 10, and is asked after two windows. The 5 % of the planned run that may
/// widen the window is not known to a log. A NaN is no spike, and the mean is NaN while one is in the window.
/// </remarks>
internal sealed class KillLossSpikeRule() : LossRule("llm-foundry KillLossSpike")
{
    private const int Window = 100;
    private const int Patience = 4;
    private const double Factor = 2;
    private const double HighestCap = 10;

    protected override Func<double, bool> OfLoss()
    {
        RecentValues window = new(Window);
        double cap = HighestCap;
        long seen = 0;
        int inARow = 0;
        return loss =>
        {
            if (seen++ == Window)
                cap = Math.Min(Largest(window.Values), HighestCap);
            inARow = window.IsFull && loss >= Factor * window.Mean ? inARow + 1 : 0;
            bool alarms = inARow > Patience || (seen > 2 * Window && 2 * Above(window.Values, cap) >= Window);
            window.Add(loss);
            return alarms;
        };
    }

    private static double Largest(ReadOnlySpan<double> values)
    {
        double largest = double.NegativeInfinity;
        foreach (double value in values)
            largest = Math.Max(largest, value);
        return largest;
    }

    private static int Above(ReadOnlySpan<double> values, double cap)
    {
        int count = 0;
        foreach (double value in values)
            count += value > cap ? 1 : 0;
        return count;
    }
}
