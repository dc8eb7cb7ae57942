using GradWatch.Diagnosis.Facts;

namespace GradWatch.Diagnosis.Causes;

/// <summary>Adam's second moments forget: after a long calm they are small, and an ordinary gradient makes a large step.</summary>
internal sealed class OptimizerState : ICause
{
    private const double RatioJump = 5;
    private const double NormStill = 3;
    private const double CalmDecades = 2;

    /// <inheritdoc/>
    public string Id => "optimizer_state";

    /// <inheritdoc/>
    public Weighing Weigh(RunFacts run)
    {
        var weighing = new Weighing(-Strength.Moderate);
        if (run.Onset.AtStart)
            return weighing.Oppose(Strength.Strong, "no_history", run.Onset.Step);
        if (run.Update is { } update)
            OfUpdates(weighing, run, update);
        if (run.Norm is { } norm && norm.First > 0 && Math.Log10(norm.First / norm.Median) is var calm and >= CalmDecades && run.Update is not { Adaptive: false })
        {
            weighing.Support(Strength.Moderate, "calm_before", norm.First, norm.Median, calm);
            if (run.FirstNonFinite is null && norm.Last < norm.First && run.Break is null or { RecoveredAt: not null })
                weighing.Support(Strength.Moderate, "burst_recovers", norm.Last);
        }
        return weighing.AgainstOutOfTheBlue(run).AgainstVanishing(run);
    }

    private static void OfUpdates(Weighing weighing, RunFacts run, UpdateCourse update)
    {
        if (update.Adaptive == false)
        {
            weighing.Oppose(Strength.Decisive, "not_adaptive", update.PerRate);
            return;
        }
        double times = update.BeforeTrouble / update.Course.Median;
        double normTimes = run.Norm is null ? double.NaN : run.Norm.At(update.BeforeStep) / run.Norm.Median;
        if (times >= RatioJump && normTimes < NormStill && run.Rate is not { JumpTimes: > 1.5 })
            weighing.Support(Strength.Strong, "ratio_jumps", update.Course.Median, update.BeforeTrouble, update.BeforeStep, normTimes);
        else if (times < RatioJump)
            weighing.Oppose(Strength.Weak, "ratio_still", times, update.BeforeStep);
    }
}
