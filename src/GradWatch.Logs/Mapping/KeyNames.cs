using System.Text;
using GradWatch.Observations;

namespace GradWatch.Logs.Mapping;

/// <summary>From the name of a key to its role, by the names that trainers use. Case and separators do not matter.</summary>
internal static class KeyNames
{
    private static readonly string[] Steps =
    [
        "step", "global_step", "_step", "trainer_global_step", "train_global_step", "train_step", "training_step", "global_steps", "current_steps",
        "global_step_max_steps", "iteration", "iter", "num_updates", "n_iter", "iterations", "steps", "update", "updates", "it", "iters",
        "шаг", "order", "batch",
    ];

    private static readonly Dictionary<string, (Quantity Quantity, int Rank)> Exact = new(StringComparer.Ordinal)
    {
        ["loss"] = (Quantity.Loss, 0), ["train_loss"] = (Quantity.Loss, 1), ["training_loss"] = (Quantity.Loss, 1),
        ["loss_train"] = (Quantity.Loss, 1), ["trainer_loss"] = (Quantity.Loss, 1), ["tr_loss"] = (Quantity.Loss, 1),
        ["train_loss_step"] = (Quantity.Loss, 2), ["loss_step"] = (Quantity.Loss, 2), ["train_batch_loss"] = (Quantity.Loss, 2),
        ["batch_loss"] = (Quantity.Loss, 2), ["total_loss"] = (Quantity.Loss, 3), ["loss_total"] = (Quantity.Loss, 3),
        ["train_total_loss"] = (Quantity.Loss, 3), ["lm_loss"] = (Quantity.Loss, 4), ["global_avg_loss"] = (Quantity.Loss, 4),
        ["loss_metrics_global_avg_loss"] = (Quantity.Loss, 4), ["mean_loss"] = (Quantity.Loss, 4), ["loss_mean"] = (Quantity.Loss, 4),
        ["avg_loss"] = (Quantity.Loss, 5), ["average_loss"] = (Quantity.Loss, 5), ["train_mean_loss"] = (Quantity.Loss, 5),
        ["train_loss_epoch"] = (Quantity.Loss, 6), ["loss_epoch"] = (Quantity.Loss, 6), ["epoch_loss"] = (Quantity.Loss, 6),
        ["потери"] = (Quantity.Loss, 1), ["损失"] = (Quantity.Loss, 1), ["train_ctc_loss"] = (Quantity.Loss, 7),
        ["grad_norm"] = (Quantity.GradNorm, 0), ["gnorm"] = (Quantity.GradNorm, 0), ["gradnorm"] = (Quantity.GradNorm, 0),
        ["gradient_norm"] = (Quantity.GradNorm, 0), ["total_grad_norm"] = (Quantity.GradNorm, 1), ["global_grad_norm"] = (Quantity.GradNorm, 1),
        ["grad_norm_total"] = (Quantity.GradNorm, 1), ["grad_2_0_norm_total"] = (Quantity.GradNorm, 1), ["grad_2_norm_total"] = (Quantity.GradNorm, 1),
        ["total_norm"] = (Quantity.GradNorm, 1), ["total_gradient_norm"] = (Quantity.GradNorm, 1), ["norm_grad"] = (Quantity.GradNorm, 1),
        ["grad_norm_avg"] = (Quantity.GradNorm, 2), ["grads_norm"] = (Quantity.GradNorm, 1), ["l2_norm_grad_global"] = (Quantity.GradNorm, 1),
        ["норма_градиента"] = (Quantity.GradNorm, 0), ["optim_total_grad_norm"] = (Quantity.GradNorm, 1),
        ["clipped_grad_norm"] = (Quantity.GradNormClipped, 0), ["grad_norm_after_clip"] = (Quantity.GradNormClipped, 0),
        ["max_grad"] = (Quantity.GradMax, 1), ["grad_linf"] = (Quantity.GradMax, 0), ["grad_norm_inf"] = (Quantity.GradMax, 0),
        ["grad_inf_norm"] = (Quantity.GradMax, 0), ["max_abs_grad"] = (Quantity.GradMax, 0), ["grad_inf_norm_total"] = (Quantity.GradMax, 0),
        ["lr"] = (Quantity.LearningRate, 0), ["learning_rate"] = (Quantity.LearningRate, 0), ["train_lr"] = (Quantity.LearningRate, 1),
        ["train_learning_rate"] = (Quantity.LearningRate, 1), ["скорость_обучения"] = (Quantity.LearningRate, 0),
        ["loss_scale"] = (Quantity.LossScale, 0), ["train_loss_scale"] = (Quantity.LossScale, 1), ["grad_scale"] = (Quantity.LossScale, 1),
        ["loss_scaler"] = (Quantity.LossScale, 1), ["scaler_scale"] = (Quantity.LossScale, 1), ["amp_scale"] = (Quantity.LossScale, 1),
        ["clip_coef"] = (Quantity.ClipCoefficient, 0), ["clip_factor"] = (Quantity.ClipCoefficient, 0),
        ["grad_nonfinite_tensors"] = (Quantity.GradNonFinite, 0), ["nonfinite_grads"] = (Quantity.GradNonFinite, 0),
        ["params_norm"] = (Quantity.ParamNorm, 0), ["weight_norm"] = (Quantity.ParamNorm, 0), ["weights_norm"] = (Quantity.ParamNorm, 0),
        ["model_norm"] = (Quantity.ParamNorm, 1), ["weight_max"] = (Quantity.ParamMax, 0), ["max_weight"] = (Quantity.ParamMax, 0),
        ["update_to_weight"] = (Quantity.UpdateRatio, 1), ["update_weight_ratio"] = (Quantity.UpdateRatio, 1),
    };

    private static readonly string[] EvaluationWords =
        ["val", "valid", "validation", "eval", "evaluation", "test", "dev", "heldout", "оценка", "ema"];

    // Values about a loss that are not the loss of a step: smoothed, best, summed over the epoch so far.
    private static readonly string[] DerivedWords =
        ["running", "smooth", "smoothed", "ema", "best", "min", "max", "std", "var", "weight", "coef", "coeff", "scale", "avg", "baseline", "ratio",
         "delta", "time", "mask"];

    // What stands before the tensor's name in keys of one tensor; lower case, as written.
    private static readonly (string Prefix, Quantity Quantity)[] TensorPrefixes =
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

    /// <summary>The position of a key among the names of steps; -1 when it is none.</summary>
    internal static int StepRank(string name) => Array.IndexOf(Steps, Normal(name));

    internal static KeyRole RoleOf(string name)
    {
        if (OfTensor(name) is { } tensor)
            return tensor;
        string normal = Normal(name);
        if (Array.IndexOf(Steps, normal) >= 0)
            return new KeyRole(KeyUse.Step);
        if (normal is "epoch" or "epochs" or "train_epoch" or "trainer_epoch" or "эпоха")
            return new KeyRole(KeyUse.Epoch);
        string[] words = normal.Split('_', StringSplitOptions.RemoveEmptyEntries);
        if (words.Any(word => EvaluationWords.Contains(word)))
            return new KeyRole(KeyUse.Evaluation);
        if (Exact.TryGetValue(normal, out (Quantity Quantity, int Rank) exact))
            return new KeyRole(KeyUse.Quantity, exact.Quantity, exact.Rank);
        if (QuantityNames.TryParse(normal, out Quantity quantity))
            return new KeyRole(KeyUse.Quantity, quantity);
        return ByWords(words, normal);
    }

    private static KeyRole ByWords(string[] words, string normal)
    {
        if (words is ["train" or "training" or "trainer" or "metrics" or "optim" or "global", _, ..] && RoleOf(string.Join('_', words[1..])) is { Use: KeyUse.Quantity } inner)
            return inner with { Rank = inner.Rank + 1 };
        if (normal.EndsWith("loss_scale", StringComparison.Ordinal))
            return new KeyRole(KeyUse.Quantity, Quantity.LossScale, 2);
        if (normal.EndsWith("_grad_norm", StringComparison.Ordinal) || normal.EndsWith("_gradient_norm", StringComparison.Ordinal)
            || normal.EndsWith("_gnorm", StringComparison.Ordinal))
            return new KeyRole(KeyUse.Quantity, Quantity.GradNorm, KeyRole.PartOfLoss);
        if (words.Length is > 1 and < 4 && (words[0] == "lr" || words[^1] == "lr" || normal.EndsWith("learning_rate", StringComparison.Ordinal)))
            return new KeyRole(KeyUse.Quantity, Quantity.LearningRate, 3);
        bool loss = words.Contains("loss") || words.Contains("losses") || words is [.., "dloss" or "gloss" or "lossd" or "lossg"];
        return loss && !words.Any(word => DerivedWords.Contains(word))
            ? new KeyRole(KeyUse.Quantity, Quantity.Loss, KeyRole.PartOfLoss)
            : default;
    }

    private static KeyRole? OfTensor(string name)
    {
        if (OfHistogram(name) is { } histogram)
            return histogram;
        foreach ((string prefix, Quantity quantity) in TensorPrefixes)
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
        bool weight = tag.Contains("param", StringComparison.OrdinalIgnoreCase) || tag.Contains("weight", StringComparison.OrdinalIgnoreCase);
        if (!gradient && !weight)
            return default(KeyRole);
        int slash = tag.IndexOf('/', StringComparison.Ordinal);
        string head = slash < 0 ? "" : tag[..slash];
        bool named = head.Contains("grad", StringComparison.OrdinalIgnoreCase) || head.Contains("param", StringComparison.OrdinalIgnoreCase)
            || head.Contains("weight", StringComparison.OrdinalIgnoreCase);
        Quantity quantity = (gradient, isMax) switch
        {
            (true, true) => Quantity.GradMax,
            (true, false) => Quantity.GradNorm,
            (false, true) => Quantity.ParamMax,
            _ => Quantity.ParamNorm,
        };
        return new KeyRole(KeyUse.Quantity, quantity, 0, named ? tag[(slash + 1)..] : tag);
    }

    private static string Normal(string name)
    {
        var normal = new StringBuilder(name.Length);
        foreach (char c in name.Trim())
        {
            char next = c is ' ' or '-' or '.' or '/' or ':' or '\\' or '|' ? '_' : char.ToLowerInvariant(c);
            if (next != '_' || normal.Length == 0 || normal[^1] != '_')
                normal.Append(next);
        }
        return normal.ToString();
    }
}
