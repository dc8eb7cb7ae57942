using GradWatch.Diagnosis.Facts;

namespace GradWatch.Diagnosis.Causes;

/// <summary>Now and then a batch has a gradient many times the usual: noise with heavy tails, and nothing bounds a step.</summary>
internal sealed class HeavyTailedGradients : ICause
{
    private const int Recurring = 3;
    private const double RateJump = 1.5;
    private const double NoneClipped = 0.01;
    // Squared Student's t with two degrees of freedom, a heavier tail than any seen in training, reaches this once in 2000 steps.
    private const double FarthestTail = 1e3;
    // Heavy tails know no time of the run; a burst does.
    private const double Spread = 0.3;

    /// <inheritdoc/>
    public string Id => "heavy_tailed_gradients";

    /// <inheritdoc/>
    public Weighing Weigh(RunFacts run)
    {
        var weighing = new Weighing(-Strength.Weak);
        if (run.Spikes.Count < Recurring)
            return weighing.Oppose(Strength.Strong, run.Spikes.Count == 0 ? "no_spikes" : "few_spikes", run.Spikes.Count);
        weighing.Support(
            Strength.Weak + Strength.Of(Math.Log2(run.Spikes.Count), 0.75, Strength.Strong), "spikes_recur", run.Spikes.Count, run.Spikes.Times, run.Spikes.EveryRows);
        if (run.Spikes.Times > FarthestTail)
            weighing.Oppose(Strength.Moderate, "beyond_tails", run.Spikes.Times);
        if (run.Clipping.Share < NoneClipped)
            weighing.Support(Strength.Hint, "not_clipped");
        if (run.FirstNonFinite is { } step)
            weighing.Oppose(Strength.Strong, "ends_not_finite", step);
        else if (run.Norm is { Healthy: > 20 } norm && norm.Last < Spikes.Least * norm.Median)
            weighing.Support(Strength.Weak, "no_trend", norm.Median, norm.Last);
        if (run.Rate is { JumpTimes: >= RateJump } rate && run.Spikes.Steps[0] >= rate.JumpStep)
            weighing.Oppose(Strength.Strong, "spikes_after_rate", rate.JumpTimes, rate.JumpStep);
        if (run.Spikes.Share < Spread)
            weighing.Oppose(Strength.Moderate, "spikes_together", run.Spikes.Steps[0], run.Spikes.Steps[^1]);
        if (run.Aftermath is { LearntNothing: true } aftermath)
            weighing.Oppose(Strength.Moderate, "learnt_nothing", aftermath.Peak, aftermath.PeakStep, aftermath.Start, aftermath.End);
        return weighing.AgainstAbnormalStart(run).AgainstVanishing(run);
    }
}
