namespace GradWatch.DetectionBench.Rules.Norms;

/// <summary>SageMaker VanishingGradient: mean |g| below 1e-7. The norm is all that runs hold; below 1e-7 the mean is so for certain.</summary>
internal sealed class VanishingGradientRule() : NormRule("SageMaker VanishingGradient")
{
    private const double Limit = 1e-7;

    protected override Func<double, bool> OfNorm() => norm => norm < Limit;
}
