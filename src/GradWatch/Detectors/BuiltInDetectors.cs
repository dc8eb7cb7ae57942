using GradWatch.Detectors.Gradients;
using GradWatch.Detectors.Losses;
using GradWatch.Detectors.Precision;
using GradWatch.Detectors.Weights;

namespace GradWatch.Detectors;

/// <summary>The detectors that a monitor runs unless told otherwise.</summary>
public static class BuiltInDetectors
{
    /// <summary>A fresh set with default limits; detectors hold state, so a set serves one run.</summary>
    public static IReadOnlyList<IDetector> All() =>
    [
        new NonFiniteDetector(),
        new GradientNormRangeDetector(),
        new GradientExplosionDetector(),
        new GradientGrowthDetector(),
        new GradientSpikeDetector(),
        new LossSpikeDetector(),
        new LossDivergenceDetector(),
        new UpdateRatioDetector(),
        new WeightMagnitudeDetector(),
        new WeightDisplacementDetector(),
        new VanishingGradientDetector(),
        new ClipSaturationDetector(),
        new LossScaleOverflowDetector(),
    ];
}
