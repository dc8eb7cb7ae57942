using GradWatch.Diagnosis.Facts;

namespace GradWatch.Diagnosis.Causes;

/// <summary>log(0), 0/0, the slope of a root at 0: ordinary numbers in, NaN out.</summary>
internal sealed class UndefinedOperation : ICause
{
    // A loss this far under its start: predictions near 0 and 1, distances near 0, where logarithms, quotients and roots end.
    private const double Sharpened = 0.4;

    /// <inheritdoc/>
    public string Id => "undefined_operation";

    /// <inheritdoc/>
    public Weighing Weigh(RunFacts run) => OfRun(run).OfOrigin(run, Id);

    private static Weighing OfRun(RunFacts run)
    {
        var weighing = new Weighing(-Strength.Weak);
        if (run.FirstNonFinite is not { } step)
            return weighing.Oppose(Strength.Excluding, "always_finite");
        if (run.BadFromTheStart && run.Start is { LossIsFinite: true, NormIsFinite: false } start)
            return weighing.Support(start.Loss < Usual.LossCheck ? Strength.Moderate : Strength.Weak, "start_norm_not_finite", start.Loss);
        if (!run.OutOfTheBlue)
            return weighing.Oppose(Strength.Decisive, run.BadFromTheStart ? "ill_before" : "grew_before", step);
        if (run.Norm is { } norm)
            weighing.Support(Strength.Moderate, "ordinary_before", norm.Before, norm.Median, run.Break!.Step);
        else if (run.Loss is { } loss)
            weighing.Support(Strength.Weak, "ordinary_loss_before", loss.Before, loss.Median, run.Break!.Step);
        if (run.GradientBeforeLoss)
            weighing.Support(Strength.Strong, "gradient_first", run.Norm!.FirstNonFinite!.Value);
        OfLoss(weighing, run);
        if (run.Break!.RecoveredAt is { } back)
            weighing.Oppose(Strength.Moderate, "finite_again", back);
        return weighing.AgainstVanishing(run);
    }

    private static void OfLoss(Weighing weighing, RunFacts run)
    {
        if (run.Loss is not { Before: > 0, First: > 0 } loss)
            return;
        if (double.IsPositiveInfinity(loss.At(run.Break!.Step)))
            weighing.Support(Strength.Weak, "loss_is_infinite", run.Break.Step);
        double share = Math.Min(loss.Median, loss.Before) / loss.First;
        if (share < Sharpened)
            weighing.Support(Strength.Of(Math.Log10(Sharpened / share), 1.5, Strength.Moderate), "sharpened", loss.First, loss.Before);
        else
            weighing.Oppose(Strength.Weak, "not_sharpened", loss.First, loss.Before);
    }
}
