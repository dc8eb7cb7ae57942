using GradWatch.Observations;

namespace GradWatch.Logs.Mapping;

/// <summary>Names of one tensor's quantities: <c>grad_norm/fc.weight</c>, <c>gradients/fc.weight#l2</c>.</summary>
internal static class TensorNames
{
    // What stands before the tensor's name; lower case, as written.
    private static readonly (string Prefix, Quantity Quantity)[] Prefixes =
    [
        ("grad_2.0_norm/", Quantity.GradNorm), ("grad_2_norm/", Quantity.GradNorm), ("grad_norm/", Quantity.GradNorm),
        ("grad_norms/", Quantity.GradNorm), ("gradient_norm/", Quantity.GradNorm), ("gradients_norm/", Quantity.GradNorm),
        ("train/grad_norm/", Quantity.GradNorm), ("grad_2.0_norm_", Quantity.GradNorm), ("grad_inf_norm/", Quantity.GradMax),
        ("grad_max/", Quantity.GradMax), ("param_norm/", Quantity.ParamNorm), ("weight_norm/", Quantity.ParamNorm),
        ("l2_norm/grad/", Quantity.GradNorm), ("l2_norm/param/", Quantity.ParamNorm), ("update_ratio/", Quantity.UpdateRatio),
        ("update_norm/", Quantity.UpdateNorm), ("displacement/", Quantity.Displacement), ("grad_nonfinite/", Quantity.GradNonFinite),
        ("activation_rms/", Quantity.ActivationRms), ("activation_max/", Quantity.ActivationMax), ("input_mean/", Quantity.InputMean),
        ("input_std/", Quantity.InputStd), ("param_max/", Quantity.ParamMax),
    ];

    /// <summary>The role of a key of one tensor; null when the name is not of one.</summary>
    internal static KeyRole? Find(string name)
    {
        if (OfHistogram(name) is { } histogram)
            return histogram;
        foreach ((string prefix, Quantity quantity) in Prefixes)
        {
            if (name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                && !name.EndsWith("total", StringComparison.OrdinalIgnoreCase))
                return new KeyRole(KeyUse.Quantity, quantity, 0, name[prefix.Length..]);
        }
        return null;
    }

    // Histograms of gradients and weights give norms under derived names: gradients/layer.weight#l2.
    private static KeyRole? OfHistogram(string name)
    {
        bool isMax = name.EndsWith("#max", StringComparison.Ordinal);
        if (!isMax && !name.EndsWith("#l2", StringComparison.Ordinal))
            return null;
        string tag = name[..name.LastIndexOf('#')];
        bool gradient = tag.Contains("grad", StringComparison.OrdinalIgnoreCase);
        if (!gradient && !SaysWeight(tag))
            return default(KeyRole);
        int slash = tag.IndexOf('/', StringComparison.Ordinal);
        string head = slash < 0 ? "" : tag[..slash];
        bool named = head.Contains("grad", StringComparison.OrdinalIgnoreCase) || SaysWeight(head);
        Quantity quantity = (gradient, isMax) switch
        {
            (true, true) => Quantity.GradMax,
            (true, false) => Quantity.GradNorm,
            (false, true) => Quantity.ParamMax,
            _ => Quantity.ParamNorm,
        };
        return new KeyRole(KeyUse.Quantity, quantity, 0, named ? tag[(slash + 1)..] : tag);
    }

    private static bool SaysWeight(string text) =>
        text.Contains("param", StringComparison.OrdinalIgnoreCase) || text.Contains("weight", StringComparison.OrdinalIgnoreCase);
}
