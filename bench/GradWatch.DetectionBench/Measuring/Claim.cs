namespace GradWatch.DetectionBench.Measuring;

/// <summary>What the project sets out to show, and what was measured.</summary>
/// <param name="Of">The collection or the kind of series.</param>
/// <param name="What">What is measured of it.</param>
/// <param name="Target">The least or the most that it should be.</param>
/// <param name="IsLeast">Which of the two.</param>
/// <param name="Measured">What it is.</param>
/// <param name="Counts">What is behind it.</param>
internal sealed record Claim(string Of, string What, double Target, bool IsLeast, double Measured, string Counts)
{
    public bool Holds => Meets(Target);

    internal bool Meets(double bound) => IsLeast ? Measured >= bound : Measured <= bound;

    internal static Claim Least(string of, string what, double target, int part, int whole) =>
        new(of, what, target, true, (double)part / Math.Max(1, whole), $"{part} of {whole}");

    internal static Claim Most(string of, string what, double target, int part, int whole) =>
        Least(of, what, target, part, whole) with { IsLeast = false };
}
