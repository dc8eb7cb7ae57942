using GradWatch.Diagnosis.Facts;

namespace GradWatch.Diagnosis.Causes;

/// <summary>Steps beyond the edge of stability: each one overshoots further than the last.</summary>
internal sealed class LearningRateTooHigh : ICause
{
    private const double Jump = 1.5;
    private const double ClippedShare = 0.5;
    private const double LargeJump = 1e4;
    private const double Stays = 0.8;

    /// <inheritdoc/>
    public string Id => "learning_rate_too_high";

    /// <inheritdoc/>
    public Weighing Weigh(RunFacts run)
    {
        // The most common cause of all: no other starts from even odds.
        var weighing = new Weighing(0);
        OfUpdates(weighing, run);
        OfRate(weighing, run);
        OfShape(weighing, run);
        if (weighing.Evidence.Count == 0 && !run.BadFromTheStart && !run.OutOfTheBlue && !run.Onset.Vanishing)
            weighing.Support(Strength.Hint, "most_common");
        return weighing.AgainstAbnormalStart(run).AgainstOutOfTheBlue(run).AgainstVanishing(run);
    }

    private static void OfUpdates(Weighing weighing, RunFacts run)
    {
        if (run.Update is not { } update || double.IsNaN(update.BeforeTrouble))
            return;
        double decades = Math.Log10(update.BeforeTrouble / Usual.RatioAlarm);
        if (run.Grave("update_ratio") is { } warning && warning.FirstStep < run.Onset.Step && decades <= 0)
            // An earlier warning of the updates counts, though the trouble seems to begin later.
            weighing.Support(Strength.Strong, "ratio_first", warning.Worst.Value, warning.Worst.Step, Usual.RatioAlarm);
        else if (decades > 0)
            weighing.Support(Strength.Moderate + Strength.Of(decades, 2, Strength.Moderate), "ratio_first", update.BeforeTrouble, update.BeforeStep, Usual.RatioAlarm);
        else if (update.BeforeTrouble > Usual.RatioCaution)
            weighing.Support(
                Strength.Hint + Strength.Of(Math.Log10(update.BeforeTrouble / Usual.RatioCaution), 1.5, Strength.Moderate), "ratio_caution", update.BeforeTrouble, update.BeforeStep);
        else
            weighing.Oppose(Strength.Moderate, "ratio_ordinary", update.BeforeTrouble, update.BeforeStep);
    }

    private static void OfRate(Weighing weighing, RunFacts run)
    {
        if (run.Rate is not { } rate)
            return;
        if (rate.JumpTimes >= Jump && !run.Onset.AtStart)
            weighing.Support(
                Strength.Weak + Strength.Of(Math.Log10(rate.JumpTimes), 2, Strength.Strong), "rate_jump",
                rate.BeforeJump, rate.AtOnset, rate.JumpTimes, rate.JumpStep);
        else if (rate.Rising)
            weighing.Support(Strength.Moderate, "rate_rising", rate.First, rate.AtOnset, run.Onset.Step);
    }

    private static void OfShape(Weighing weighing, RunFacts run)
    {
        if (run.Clipping.Share > ClippedShare)
            weighing.Support(Strength.Hint, "clipped", run.Clipping.Share * 100);
        if (run.Break is null && !run.BadFromTheStart && run.Norm is { } norm && !run.Onset.Vanishing && run.Grave("gradient_growth") is { } growth)
            weighing.Support(Strength.Weak, "grows_from_ordinary", growth.Worst.Excess, growth.FirstStep, norm.First);
        // Where the update before was too large already, it is what made the jump.
        bool updated = run.Update is { BeforeTrouble: > Usual.RatioAlarm };
        if (run.Break is { FinitePeaks: true } once && run.Rate is not { JumpTimes: >= Jump } && !updated)
            weighing.Oppose(
                (once.RecoveredAt is null ? Strength.Hint : Strength.Moderate) + Strength.Of(Math.Log10(once.Times / LargeJump), 1, Strength.Moderate),
                "at_once", once.Step, once.Times);
        if (run.Break is { FinitePeaks: true, Remains: > Stays } lasting)
            weighing.Support(Strength.Weak, "goes_on", lasting.Step, lasting.Remains);
        if (run.Aftermath is { LearntNothing: true } aftermath)
            weighing.Support(Strength.Moderate, "learnt_nothing", aftermath.Peak, aftermath.PeakStep, aftermath.Start, aftermath.End);
        if (run.Spikes.Count > 2 && run.FirstNonFinite is null && !updated)
            weighing.Oppose(Strength.Weak, "spikes_recover", run.Spikes.Count);
    }
}
