using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Observations;

namespace GradWatch.Reports;

/// <summary>What kind of incident an episode tells of, for the verdict: a family is named once, its gravest member speaks.</summary>
internal static class IncidentKind
{
    /// <summary>Gravest first: of episodes that begin together, the first of these names the incident.</summary>
    private static readonly string[] ByGravity =
    [
        "gradient_explosion", "gradient_growth", "loss_divergence", "non_finite", "gradient_spike", "weight_displacement",
        "update_ratio", "weight_magnitude", "loss_spike", "clip_saturation", "vanishing_gradient", "gradient_norm_range",
        "loss_scale_overflow",
    ];

    /// <summary>The rank of an incident, 0 the gravest; those of unknown detectors come last.</summary>
    public static int Gravity(Episode episode)
    {
        int rank = IsExplosion(episode) ? 0 : Array.IndexOf(ByGravity, episode.Detector);
        return rank < 0 ? ByGravity.Length : rank;
    }

    /// <summary>Episodes of one family describe one thing; the verdict names each family once.</summary>
    public static string Family(Episode episode) => episode.Detector switch
    {
        "gradient_explosion" or "gradient_growth" or "gradient_spike" or "gradient_norm_range" => "gradient",
        "loss_spike" or "loss_divergence" => "loss",
        "update_ratio" or "weight_magnitude" or "weight_displacement" => "weights",
        "non_finite" => NonFiniteKey(episode.Series.Quantity),
        _ => episode.Detector,
    };

    /// <summary>The key of the verdict's sentence in Reports.resx.</summary>
    public static string SentenceKey(Episode episode) => episode.Detector switch
    {
        "non_finite" => NonFiniteKey(episode.Series.Quantity),
        _ when IsExplosion(episode) => "report.verdict.gradient_explosion",
        "gradient_norm_range" => "report.verdict.gradient_norm_range" + (IsAbove(episode) ? ".high" : ".low"),
        _ when Array.IndexOf(ByGravity, episode.Detector) >= 0 => "report.verdict." + episode.Detector,
        _ => "report.verdict.other",
    };

    /// <summary>True for incidents that the tensor with the largest gradient norm locates.</summary>
    public static bool IsOfLargestGradient(Episode episode) =>
        Family(episode) == "gradient" || (episode.Detector == "non_finite" && IsGradient(episode.Series.Quantity));

    /// <summary>A norm far above the usual range is an explosion, also where there was no history to compare it with.</summary>
    private static bool IsExplosion(Episode episode) => episode.Detector == "gradient_explosion"
        || (episode.Detector == "gradient_norm_range" && episode.Severity == Severity.Critical && IsAbove(episode));

    private static bool IsAbove(Episode episode) => !(episode.Worst.Value < episode.Worst.Reference);

    private static string NonFiniteKey(Quantity quantity) => quantity switch
    {
        Quantity.Loss => "report.verdict.non_finite.loss",
        _ when IsGradient(quantity) => "report.verdict.non_finite.gradient",
        Quantity.ParamNorm or Quantity.ParamMax or Quantity.UpdateNorm or Quantity.UpdateRatio or Quantity.Displacement =>
            "report.verdict.non_finite.weights",
        _ => "report.verdict.non_finite.other",
    };

    private static bool IsGradient(Quantity quantity) =>
        quantity is Quantity.GradNorm or Quantity.GradNormClipped or Quantity.GradMax or Quantity.GradNonFinite;
}
