namespace GradWatch.Workloads.Drawn;

/// <summary>Ways to draw.</summary>
internal static class Dice
{
    /// <summary>One of these; those named twice come twice as often.</summary>
    internal static T Any<T>(this Random random, params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    internal static bool Chance(this Random random, double share) => random.NextDouble() < share;

    /// <summary>Between two limits, each factor as often as any other.</summary>
    internal static double Factor(this Random random, double low, double high) => low * Math.Pow(high / low, random.NextDouble());

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>.</summary>
    internal static int Whole(this Random random, int low, int high) => random.Next(low, high + 1);
}
