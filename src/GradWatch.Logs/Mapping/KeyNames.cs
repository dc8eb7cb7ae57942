using GradWatch.Observations;

namespace GradWatch.Logs.Mapping;

/// <summary>From the name of a key to its role, by the names that trainers use. Case and separators do not matter.</summary>
internal static class KeyNames
{
    private const int RankOfSmoothed = 5;
    private const int DeepestPrefix = 3;

    private static readonly string[] EvaluationWords =
        ["val", "valid", "validation", "validate", "eval", "evaluation", "test", "testing", "dev", "heldout", "ema", "valid_best", "вал",
         "валидация", "валидации", "валидационная", "валидационные", "тест", "тесте", "тестовая", "тестовые", "проверка", "проверке", "оценка"];

    // Chinese and Japanese write no blanks between words.
    private static readonly string[] EvaluationSigns = ["验证", "驗證", "测试", "測試", "评估", "検証"];
    private static readonly string[] LossSigns = ["损失", "損失"];

    // Smoothed values of a loss: the loss of a step is better, but they will do.
    private static readonly string[] SmoothedWords = ["running", "smooth", "smoothed", "avg", "average", "mean", "moving", "mov", "global"];

    // Values about a loss or norm that are neither: bounds, weights, scores.
    private static readonly string[] DerivedWords =
        ["best", "min", "max", "std", "var", "weight", "weights", "coef", "coeff", "scale", "scaler", "baseline", "ratio", "delta", "time", "mask",
         "improvement", "patience", "clip", "threshold", "limit", "target", "accum", "count", "num", "n", "fn", "type", "prev", "last", "diff", "alpha",
         "beta", "gamma", "factor", "rank", "eps", "decrease", "increase", "change", "decay", "warmup", "mult",
         "multiplier"];

    private static readonly string[] PrefixWords =
        ["train", "training", "trainer", "metrics", "optim", "optimizer", "global", "scalars", "scalar", "logs", "log", "data", "stats", "tr",
         "обучение", "обучения", "loss"];

    /// <summary>The position of a key among the names of steps; -1 when it is none.</summary>
    internal static int StepRank(string name) => StepNames.Rank(KeyText.Normal(name));

    /// <summary>True for a word before the name of a loss or norm that makes it another quantity: "best loss", "max norm".</summary>
    internal static bool ChangesMeaning(string word) => DerivedWords.Contains(KeyText.Normal(word));

    internal static KeyRole RoleOf(string name)
    {
        // |g|, ||grad||, ‖∇L‖
        if (name.Length > 2 && name[0] is '|' or '‖' && name[^1] == name[0])
            return name.AsSpan().IndexOfAny("g∇") >= 0 ? new KeyRole(KeyUse.Quantity, Quantity.GradNorm, 1) : default;
        return TensorNames.Find(name) ?? OfRun(KeyText.Normal(name), 0);
    }

    private static KeyRole OfRun(string normal, int prefixes)
    {
        if (StepNames.Rank(normal) is >= 0 and var rank)
            return new KeyRole(KeyUse.Step, Rank: rank);
        if (normal == "train_runtime")
            return new KeyRole(KeyUse.Summary);
        if (StepNames.IsEpoch(normal))
            return new KeyRole(KeyUse.Epoch);
        string[] words = normal.Split('_', StringSplitOptions.RemoveEmptyEntries);
        if (words.Any(word => EvaluationWords.Contains(word)) || EvaluationSigns.Any(sign => normal.Contains(sign, StringComparison.Ordinal)))
            return new KeyRole(KeyUse.Evaluation);
        if (words.Length == 0)
            return default;
        return KnownNames.Find(normal) ?? ByWords(words, normal, prefixes);
    }

    private static KeyRole ByWords(string[] words, string normal, int prefixes)
    {
        if (prefixes < DeepestPrefix && words.Length > 1)
        {
            // train/loss, global_avg_loss: what is left without the word is known.
            if (PrefixWords.Contains(words[0]) && OfRun(string.Join('_', words[1..]), prefixes + 1) is { Use: KeyUse.Quantity, Rank: < KeyRole.PartOfLoss } inner)
                return inner with { Rank = Math.Min(inner.Rank + 1, KeyRole.PartOfLoss - 1) };
            string[] rest = [.. words.Where(word => !SmoothedWords.Contains(word))];
            if (rest.Length > 0 && rest.Length < words.Length && OfRun(string.Join('_', rest), prefixes + 1) is { Use: KeyUse.Quantity } raw)
                return raw.Rank >= KeyRole.PartOfLoss ? raw : raw with { Rank = Math.Min(raw.Rank + RankOfSmoothed, KeyRole.PartOfLoss - 1) };
        }
        if (normal.EndsWith("loss_scale", StringComparison.Ordinal))
            return new KeyRole(KeyUse.Quantity, Quantity.LossScale, 2);
        if (words.Length is > 1 and < 5 && (words[0] == "lr" || words[^1] == "lr" || normal.EndsWith("learning_rate", StringComparison.Ordinal)
                || normal.StartsWith("learning_rate", StringComparison.Ordinal))
            && !words.Any(word => DerivedWords.Contains(word)))
            return new KeyRole(KeyUse.Quantity, Quantity.LearningRate, 3);
        return words.Any(word => DerivedWords.Contains(word)) ? default : OfPart(words, normal);
    }

    private static KeyRole OfPart(string[] words, string normal)
    {
        if (normal.EndsWith("grad_norm", StringComparison.Ordinal) || normal.EndsWith("gradient_norm", StringComparison.Ordinal)
            || words[^1] is "gnorm" or "gradnorm")
            return new KeyRole(KeyUse.Quantity, Quantity.GradNorm, KeyRole.PartOfLoss);
        bool loss = words.Contains("loss") || words.Contains("losses")
            || words.Any(word => word.StartsWith("потер", StringComparison.Ordinal) || word is "dloss" or "gloss" or "errd" or "errg" or "лосс")
            || LossSigns.Any(sign => normal.Contains(sign, StringComparison.Ordinal));
        // The losses of image-to-image GANs: G_GAN, G_L1, D_real, cycle_A.
        if (loss || words is ["err" or "cycle" or "idt", "d" or "g" or "a" or "b"]
            or ["d" or "g", "gan" or "real" or "fake" or "l1" or "adv" or "a" or "b" or "total"])
            return new KeyRole(KeyUse.Quantity, Quantity.Loss, KeyRole.PartOfLoss);
        return normal.Contains("梯度", StringComparison.Ordinal) && normal.Contains("范数", StringComparison.Ordinal)
            ? new KeyRole(KeyUse.Quantity, Quantity.GradNorm, 3)
            : default;
    }
}
