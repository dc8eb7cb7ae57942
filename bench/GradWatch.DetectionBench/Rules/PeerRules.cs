using GradWatch.DetectionBench.Rules.Losses;
using GradWatch.DetectionBench.Rules.NonFinite;
using GradWatch.DetectionBench.Rules.Norms;
using GradWatch.DetectionBench.Rules.Weights;

namespace GradWatch.DetectionBench.Rules;

/// <summary>The rules that GradWatch is held against, at their published defaults.</summary>
internal static class PeerRules
{
    internal static IReadOnlyList<Rule> All { get; } =
    [
        new NonFiniteRule(), new TerminateOnNanRule(), new EarlyStoppingRule(), new NanMonitorRule(),
        new AbsoluteLimitsRule(), new LayerMagnitudeRule(10), new LayerMagnitudeRule(100), new MegatronRule(), new SkipStepRule(),
        SkipStepRule.Levanter, new StabilityMonitorRule(), new ZScoreRule(), new ZClipRule(), new DelayedMeanRule(),
        new LightningSpikeRule(), new KillLossSpikeRule(), new SkipSpikeRule(), new SlopeRule(), new LossNotDecreasingRule(),
        new LossWatchdogRule(), new SoupWatchdogRule(),
        new UpdateRatioRule("SageMaker WeightUpdateRatio 10", 10), new UpdateRatioRule("MindInsight weight change 0.1", 0.1),
        new LearningRateRatioRule(), new ClipUpdateRule(), new LearningRateRule(), new LayerRatioRule(),
        new VanishingGradientRule(), new VanishingRatioRule(),
    ];

    /// <summary>The few that are best known: for the wide tables.</summary>
    internal static IReadOnlyList<Rule> Main { get; } =
    [
        .. All.Where(rule => rule != SkipStepRule.Levanter
            && rule is NonFiniteRule or AbsoluteLimitsRule or ZClipRule or MegatronRule or LightningSpikeRule or SkipStepRule),
    ];
}
