using GradWatch.Detectors;
using GradWatch.Detectors.Gradients;
using GradWatch.Detectors.Losses;
using GradWatch.Detectors.Precision;
using GradWatch.Detectors.Weights;
using GradWatch.Observations;

namespace GradWatch.Tests.Detectors;

/// <summary>A detector with what it takes for healthy and what it must call out, so that one test can hold all of them to a rule.</summary>
internal sealed record DetectorCase(Func<IDetector> Make, Series Series, Func<double, double> Healthy, Func<int, double> Sick, int SickSteps)
{
    internal const int HealthySteps = 200;

    internal static IReadOnlyList<DetectorCase> All { get; } =
    [
        new(() => new NonFiniteDetector(), Watching.Loss, noise => noise, _ => double.NaN, 3),
        new(() => new GradientNormRangeDetector(), Watching.GradNorm, noise => noise, _ => 1e12, 4),
        new(() => new GradientExplosionDetector(), Watching.GradNorm, noise => noise, k => 1e4 * Math.Pow(10, k), 3),
        new(() => new GradientGrowthDetector(), Watching.GradNorm, noise => noise, k => 3 * Math.Pow(1.4, k), 40),
        new(() => new GradientSpikeDetector(), Watching.GradNorm, noise => noise, _ => 60, 1),
        new(() => new LossSpikeDetector(), Watching.Loss, noise => noise, _ => 60, 1),
        new(() => new LossDivergenceDetector(), Watching.Loss, noise => noise, _ => 60, 20),
        new(() => new UpdateRatioDetector(), new Series(Quantity.UpdateRatio), noise => 1e-3 * noise, _ => 0.5, 2),
        new(() => new WeightMagnitudeDetector(), new Series(Quantity.ParamNorm), noise => 30 * Math.Sqrt(noise), _ => 3e4, 2),
        new(() => new WeightMagnitudeDetector(), new Series(Quantity.ParamMax), noise => noise, _ => 500, 2),
        new(() => new VanishingGradientDetector(), Watching.GradNorm, noise => noise, _ => 1e-9, 25),
        new(() => new ClipSaturationDetector(), new Series(Quantity.ClipCoefficient), _ => 1, _ => 0.1, 250),
        new(() => new LossScaleOverflowDetector(), new Series(Quantity.LossScale), _ => 65536, k => 65536 / Math.Pow(2, k + 1), 14),
        new(Displaced, new Series(Quantity.UpdateNorm), noise => 0.01 * noise, _ => 50, 2),
    ];

    internal string Id => Make().Id;

    public override string ToString() => $"{Id} on {Series}";

    internal IReadOnlyList<double> HealthyValues(int seed = 1) => [.. Detectors.Healthy.Norms("lognormal0.3", HealthySteps, seed).Select(Healthy)];

    internal IReadOnlyList<double> SickValues() => [.. Enumerable.Range(0, SickSteps).Select(Sick)];

    // Its measure is a step against the first weights: it must have seen these.
    private static WeightDisplacementDetector Displaced()
    {
        var detector = new WeightDisplacementDetector();
        detector.Observe(new Observation(-1, new Series(Quantity.ParamNorm), 30));
        return detector;
    }
}
