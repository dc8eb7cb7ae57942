namespace GradWatch.DetectionBench.Scoring;

/// <summary>The middle of some numbers, and where their quarters end.</summary>
internal sealed record Quartiles(double Lower, double Median, double Upper)
{
    /// <summary>Null of no numbers.</summary>
    internal static Quartiles? Of(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return sorted.Length == 0 ? null : new Quartiles(At(sorted, 0.25), At(sorted, 0.5), At(sorted, 0.75));
    }

    private static double At(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }
}
