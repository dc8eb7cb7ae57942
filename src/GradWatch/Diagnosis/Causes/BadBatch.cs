using GradWatch.Diagnosis.Facts;

namespace GradWatch.Diagnosis.Causes;

/// <summary>One batch with a value that does not belong there: loss and norm jump at the same step, on weights that were fine.</summary>
internal sealed class BadBatch : ICause
{
    private const double RateJump = 1.5;
    // What overshoots climbs over some steps; few rates are so high that one step multiplies the loss by more.
    private const double LargeJump = 1e3;
    // After a bad batch comes an ordinary one, on weights that a single step has moved; after a step too large comes another.
    private const double Falls = 0.5;
    private const double Stays = 0.8;
    private static readonly string[] Jumps = ["gradient_spike", "loss_spike", "gradient_explosion", "gradient_norm_range", "loss_divergence", "non_finite"];

    /// <inheritdoc/>
    public string Id => "bad_batch";

    /// <inheritdoc/>
    public Weighing Weigh(RunFacts run) => OfRun(run).OfOrigin(run, Id);

    private static Weighing OfRun(RunFacts run)
    {
        var weighing = new Weighing(-Strength.Weak);
        if (run.Break is not { } once)
            return run.Onset.Rows < Break.LeastHistory
                ? weighing.Oppose(run.Onset.AtStart ? Strength.Decisive : Strength.Moderate, "no_history", run.Onset.Step)
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
            weighing.Support(Strength.Moderate + Strength.Of(Math.Log10(once.Times / LargeJump), 0.5, Strength.Weak), "jump_both", once.Step, once.LossTimes, once.NormTimes);
        else
            weighing.Support(Strength.Weak, once.NormTimes >= Break.NormJump ? "jump_norm" : "jump_loss", once.Step, once.NormTimes >= Break.NormJump ? once.NormTimes : once.LossTimes);
        if (run.Update is { } update && update.Course.At(once.Before) is var before && before < Usual.RatioAlarm)
            weighing.Support(before < Usual.RatioCaution ? Strength.Weak : Strength.Hint, "update_before", before, once.Before);
        else if (run.Update is { } large && large.Course.At(once.Before) is var ratio && ratio >= Usual.RatioAlarm)
            weighing.Oppose(Strength.Strong, "update_before_large", ratio, once.Before);
        if (once.Remains < Falls)
            weighing.Support(Strength.Moderate, "falls_at_once", once.Step, once.Remains);
        else if (once.Remains > Stays)
            weighing.Oppose(Strength.Moderate, "goes_on", once.Step, once.Remains);
        if (once.RecoveredAt is { } back)
            weighing.Support(once.RecoversSoon ? Strength.Moderate : Strength.Hint, "recovered", back);
        else
            weighing.Oppose(run.Update is null && run.Rate is null ? Strength.Weak : Strength.Hint, "not_recovered", once.Step);
        if (!Jumps.Any(detector => run.Grave(detector) is not null))
            weighing.Oppose(Strength.Strong, "no_jump");
        if (run.Spikes.Count > 2)
            weighing.Oppose(Strength.Of(Math.Log2(run.Spikes.Count), 1.75, Strength.Decisive), "spikes_many", run.Spikes.Count);
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
