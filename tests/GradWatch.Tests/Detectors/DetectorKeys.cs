namespace GradWatch.Tests.Detectors;

/// <summary>The keys of the sentences that detectors speak.</summary>
internal static class DetectorKeys
{
    internal static readonly string[] All =
    [
        "finding.non_finite.nan", "finding.non_finite.inf", "finding.non_finite.count", "finding.gradient_norm_range.high",
        "finding.gradient_norm_range.low", "finding.gradient_explosion", "finding.gradient_growth", "finding.gradient_spike",
        "finding.gradient_spike.recurring", "finding.forecast", "finding.forecast.open", "finding.forecast.half", "finding.forecast.half.open",
        "finding.loss_spike", "finding.loss_divergence", "finding.loss_divergence.zero", "finding.update_ratio", "finding.weight_magnitude",
        "finding.weight_magnitude.max", "finding.weight_displacement", "finding.weight_displacement.sum",
        "finding.vanishing_gradient", "finding.vanishing_gradient.tensor", "finding.clip_saturation", "finding.loss_scale_overflow",
    ];
}
