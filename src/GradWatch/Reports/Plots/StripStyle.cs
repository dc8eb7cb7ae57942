using GradWatch.Observations;

namespace GradWatch.Reports.Plots;

/// <summary>How the strip of a quantity is drawn.</summary>
/// <param name="TitleKey">Key of its title in Reports.resx, without the prefix; null where the series' name must do.</param>
/// <param name="Height">Height of the frame in px.</param>
/// <param name="Log">True for a log axis, false for a linear one, null to let the values decide.</param>
internal sealed record StripStyle(string? TitleKey, double Height, bool? Log)
{
    /// <summary>The usual range of the gradient norm (design §4).</summary>
    public const double UsualLow = 1e-2;
    /// <summary>The upper end of the usual range.</summary>
    public const double UsualHigh = 1e1;

    /// <summary>Values that the axis always shows.</summary>
    public IReadOnlyList<double> Include { get; init; } = [];

    /// <summary>The line above which a value needs a look; null when there is none.</summary>
    public double? Limit { get; init; }

    /// <summary>What the limit is called, a key of Reports.resx.</summary>
    public string? LimitKey { get; init; }

    /// <summary>True when the usual range of gradient norms is shaded.</summary>
    public bool Band { get; init; }

    /// <summary>The style of a quantity.</summary>
    public static StripStyle Of(Quantity quantity) => quantity switch
    {
        Quantity.Loss => new("strip.loss", 104, null),
        Quantity.GradNorm => new("strip.grad_norm", 156, true)
        {
            Include = [UsualLow, 1e2], Limit = 1e2, LimitKey = "strip.warning_above", Band = true,
        },
        Quantity.GradMax => new("strip.grad_max", 72, true),
        Quantity.UpdateRatio => new("strip.update_ratio", 96, true)
        {
            Include = [0.1], Limit = 0.1, LimitKey = "strip.alarm_above",
        },
        Quantity.LearningRate => new("strip.learning_rate", 60, false),
        Quantity.LossScale => new("strip.loss_scale", 60, null),
        Quantity.GradNormClipped => new("strip.grad_norm_clipped", 72, true),
        Quantity.ClipCoefficient => new("strip.clip_coefficient", 60, false),
        Quantity.GradNonFinite => new("strip.grad_nonfinite", 60, null),
        Quantity.ParamNorm => new("strip.param_norm", 72, null),
        Quantity.ParamMax => new("strip.param_max", 72, null),
        Quantity.UpdateNorm => new("strip.update_norm", 72, true),
        Quantity.Displacement => new("strip.displacement", 72, null),
        _ => new(null, 72, null),
    };
}
