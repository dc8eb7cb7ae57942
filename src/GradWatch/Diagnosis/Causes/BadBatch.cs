using GradWatch.Diagnosis.Facts;

namespace GradWatch.Diagnosis.Causes;

/// <summary>One batch with a value that does not belong there: loss and norm jump at the same step, on weights that were fine.</summary>
internal sealed class BadBatch : ICause
{
    private const double RateJump = 1.5;

    /// <inheritdoc/>
    public string Id => "bad_batch";

    /// <inheritdoc/>
    public Weighing Weigh(RunFacts run) => OfRun(run).OfOrigin(run, Id);

    private static Weighing OfRun(RunFacts run)
    {
        var weighing = new Weighing(-Strength.Weak);
        if (run.Break is not { } once)
            return run.Onset.AtStart
                ? weighing.Oppose(Strength.Decisive, "no_history", run.Onset.Step)
                : weighing.Oppose(Strength.Decisive, "gradual", run.Onset.Step);
        if (once.FinitePeaks)
            OfJump(weighing, run, once);
        else
            OfNonFinite(weighing, run, once);
        if (run.Rate is { JumpTimes: >= RateJump } rate)
            weighing.Oppose(Strength.Decisive, "rate_jump", rate.BeforeJump, rate.AtOnset, rate.JumpTimes, rate.JumpStep);
        return weighing.AgainstVanishing(run);
    }

    private static void OfJump(Weighing weighing, RunFacts run, Break once)
    {
        if (once.LossTimes >= Break.LossJump && once.NormTimes >= Break.NormJump)
            weighing.Support(Strength.Strong, "jump_both", once.Step, once.LossTimes, once.NormTimes);
        else
            weighing.Support(Strength.Weak, once.NormTimes >= Break.NormJump ? "jump_norm" : "jump_loss", once.Step, once.NormTimes >= Break.NormJump ? once.NormTimes : once.LossTimes);
        if (run.Update is { } update && update.Course.At(once.Before) is var before && before < Usual.RatioAlarm)
            weighing.Support(before < Usual.RatioCaution ? Strength.Weak : Strength.Hint, "update_before", before, once.Before);
        else if (run.Update is { } large && large.Course.At(once.Before) is var ratio && ratio >= Usual.RatioAlarm)
            weighing.Oppose(Strength.Strong, "update_before_large", ratio, once.Before);
        if (once.RecoveredAt is { } back)
            weighing.Support(Strength.Moderate, "recovered", back);
        else
            weighing.Oppose(run.Update is null && run.Rate is null ? Strength.Weak : Strength.Hint, "not_recovered", once.Step);
        if (run.Spikes.Count > 2)
            weighing.Oppose(Strength.Of(Math.Log2(run.Spikes.Count), 1, Strength.Decisive), "spikes_many", run.Spikes.Count);
    }

    private static void OfNonFinite(Weighing weighing, RunFacts run, Break once)
    {
        weighing.Support(Strength.Moderate, "blue", once.Step);
        if (once.RecoveredAt is { } back)
            weighing.Support(Strength.Decisive, "finite_again", back);
        if (run.GradientBeforeLoss)
            weighing.Oppose(Strength.Strong, "gradient_first", run.Norm!.FirstNonFinite!.Value);
    }
}
