namespace GradWatch.Guard;

/// <summary>Factors that a gradient is multiplied with. 1 says: leave it as it is, to the bit.</summary>
public static class Clipping
{
    /// <summary>min(1, limit / norm). A norm that is not finite has no factor that would help: 1.</summary>
    public static double Coefficient(double norm, double limit) => norm > limit && double.IsFinite(norm) ? limit / norm : 1;

    /// <summary>Of one unit, adaptive clipping (Brock et al. 2021): min(1, ratio · max(‖w‖, floor) / ‖g‖).</summary>
    public static double UnitCoefficient(double gradientNorm, double weightNorm, double ratio, double floor) =>
        Coefficient(gradientNorm, ratio * Math.Max(weightNorm, floor));
}
