namespace GradWatch.Remedies;

/// <summary>Which remedies answer which cause, and how well: 1 removes it, less relieves it.</summary>
internal static class Answering
{
    private static readonly Dictionary<string, (string Remedy, double Fit)[]> ByCause = new()
    {
        ["learning_rate_too_high"] = [("lower_learning_rate", 1), ("clip_gradient_norm", 0.45), ("warm_up_learning_rate", 0.4)],
        ["missing_warmup"] = [("warm_up_learning_rate", 1), ("lower_learning_rate", 0.5), ("clip_gradient_norm", 0.3), ("add_normalization", 0.2)],
        ["bad_initialization"] = [("initialize_weights", 1), ("add_normalization", 0.6), ("clip_gradient_norm", 0.2)],
        ["unnormalized_inputs"] = [("standardize_inputs", 1), ("add_normalization", 0.3), ("clip_gradient_norm", 0.2)],
        ["recurrent_amplification"] =
            [("use_gated_recurrence", 1), ("orthogonal_recurrence", 0.9), ("clip_gradient_norm", 0.7), ("truncate_time", 0.5)],
        ["depth_amplification"] = [("add_normalization", 1), ("initialize_weights", 0.8), ("clip_gradient_norm", 0.5)],
        ["depth_attenuation"] = [("add_normalization", 1), ("initialize_weights", 0.9), ("use_gated_recurrence", 0.2)],
        ["bad_batch"] = [("skip_batch", 1), ("clip_gradient_norm", 0.8)],
        ["half_precision_overflow"] = [("change_precision", 1)],
        ["undefined_operation"] = [("guard_operation", 1), ("skip_batch", 0.3)],
        ["heavy_tailed_gradients"] = [("clip_gradient_norm", 1), ("clip_adaptive", 0.6), ("clip_gradient_value", 0.4)],
        ["optimizer_state"] = [("lower_learning_rate", 0.8), ("clip_adaptive", 0.6), ("clip_gradient_norm", 0.5)],
        ["weight_growth"] = [("clip_adaptive", 0.8), ("add_normalization", 0.6), ("lower_learning_rate", 0.6)],
    };

    /// <summary>The answers to a cause; none to one that is not known.</summary>
    internal static IReadOnlyList<(string Remedy, double Fit)> To(string cause) => ByCause.GetValueOrDefault(cause) ?? [];
}
