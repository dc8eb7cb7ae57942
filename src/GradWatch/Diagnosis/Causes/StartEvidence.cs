using GradWatch.Diagnosis.Facts;

namespace GradWatch.Diagnosis.Causes;

/// <summary>What the first row says: evidence that several causes share.</summary>
internal static class StartEvidence
{
    /// <summary>Speaks for causes that act before any update, or excludes them where the start is ordinary.</summary>
    internal static Weighing OfAbnormalStart(this Weighing weighing, RunFacts run)
    {
        if (run.Start is not { } start)
            return weighing.Oppose(Strength.Moderate, "starts_later", run.Onset.First);
        if (start.IsAbnormal && !run.BadFromTheStart)
            // It began abnormal and did not break at once: the trouble may still be its late fruit.
            weighing.Oppose(Strength.Moderate, "history", run.Onset.Rows, run.Onset.Step);
        else if (!run.BadFromTheStart)
            return run.Onset.AtStart
                ? Ordinary(weighing, start)
                : weighing.Oppose(Strength.Excluding, "history", run.Onset.Rows, run.Onset.Step);
        if (!start.LossIsFinite)
            return weighing.Support(Strength.Strong, "start_loss_not_finite");
        if (!start.NormIsFinite)
            return double.IsNaN(start.Loss) ? weighing.Support(Strength.Weak, "start_gradient_not_finite") : weighing;
        return start.Decades > 0
            ? weighing.Support(Strength.Weak + Strength.Of(start.Decades, 0.5, Strength.Moderate), "start_norm", start.Norm, start.Norm / Usual.NormHigh)
            : weighing.Support(Strength.Weak, "start_loss", start.Loss);
    }

    /// <summary>Speaks against causes that act through updates: the run was ill before the first one.</summary>
    internal static Weighing AgainstAbnormalStart(this Weighing weighing, RunFacts run)
    {
        if (!run.BadFromTheStart || run.Start is not { } start)
            return weighing;
        if (!start.LossIsFinite || !start.NormIsFinite)
            return weighing.Oppose(Strength.Decisive, "before_update_not_finite");
        return start.Decades > 0
            ? weighing.Oppose(Strength.Of(start.Decades, 2, Strength.Decisive), "before_update_norm", start.Norm)
            : weighing.Oppose(Strength.Moderate, "before_update_loss", start.Loss);
    }

    /// <summary>Excludes causes that build up or act through updates, where a value stops being finite out of the blue.</summary>
    internal static Weighing AgainstOutOfTheBlue(this Weighing weighing, RunFacts run)
    {
        if (run.OutOfTheBlue && run.Norm is { } norm)
            weighing.Oppose(Strength.Decisive, "ordinary_before", norm.Before, norm.Median, run.Break!.Step);
        else if (run.OutOfTheBlue && run.Loss is { } loss)
            weighing.Oppose(Strength.Strong, "ordinary_loss_before", loss.Before, loss.Median, run.Break!.Step);
        return weighing;
    }

    /// <summary>Excludes the causes of explosions where the trouble is a gradient that vanished.</summary>
    internal static Weighing AgainstVanishing(this Weighing weighing, RunFacts run)
    {
        if (run.Onset.Vanishing && run.Grave("vanishing_gradient") is { } episode)
            weighing.Oppose(Strength.Excluding, "vanishes_only", episode.First.Value, episode.First.Step);
        return weighing;
    }

    private static Weighing Ordinary(Weighing weighing, Start start)
    {
        if (double.IsNaN(start.Norm))
            return weighing.Oppose(Strength.Decisive, "start_ordinary_loss", start.Loss);
        return double.IsNaN(start.Loss)
            ? weighing.Oppose(Strength.Decisive, "start_ordinary_norm", start.Norm)
            : weighing.Oppose(Strength.Decisive, "start_ordinary", start.Loss, start.Norm);
    }
}
