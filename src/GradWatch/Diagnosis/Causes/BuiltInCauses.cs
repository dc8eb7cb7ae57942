namespace GradWatch.Diagnosis.Causes;

/// <summary>The causes that a diagnosis knows.</summary>
internal static class BuiltInCauses
{
    /// <summary>All of them; they hold no state.</summary>
    internal static IReadOnlyList<ICause> All { get; } =
    [
        new LearningRateTooHigh(),
        new MissingWarmup(),
        new BadInitialization(),
        new UnnormalizedInputs(),
        new RecurrentAmplification(),
        new DepthAmplification(),
        new DepthAttenuation(),
        new BadBatch(),
        new HalfPrecisionOverflow(),
        new UndefinedOperation(),
        new HeavyTailedGradients(),
        new OptimizerState(),
        new WeightGrowth(),
    ];
}
