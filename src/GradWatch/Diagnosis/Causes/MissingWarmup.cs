using GradWatch.Diagnosis.Facts;
using GradWatch.Observations;

namespace GradWatch.Diagnosis.Causes;

/// <summary>An adaptive optimizer takes full steps while its second moments know only a few gradients.</summary>
internal sealed class MissingWarmup : ICause
{
    private static readonly string[] Attention = ["attn", "attention", "qkv", "q_proj", "self_attn"];

    /// <inheritdoc/>
    public string Id => "missing_warmup";

    /// <inheritdoc/>
    public Weighing Weigh(RunFacts run)
    {
        var weighing = new Weighing(-Strength.Weak);
        if (!run.Onset.Early)
            return run.Onset.Rows == 0
                ? weighing.Oppose(Strength.Excluding, "starts_later", run.Onset.First)
                : weighing.Oppose(Strength.Excluding, "history", run.Onset.Rows, run.Onset.Step);
        if (run.Rate is { } rate)
        {
            if (rate.WarmsUp)
                weighing.Oppose(Strength.Strong, "warms_up", rate.First, rate.AtOnset);
            else
                weighing.Support(Strength.Hint, "rate_full", rate.First);
        }
        OfUpdates(weighing, run);
        if (run.Record.OfTensors(Quantity.GradNorm).FirstOrDefault(trace => Has(trace.Series.Tensor!)) is { } attention)
            weighing.Support(Strength.Hint, "attention", attention.Series.Tensor!);
        return weighing.AgainstAbnormalStart(run).AgainstOutOfTheBlue(run).AgainstVanishing(run);
    }

    private static void OfUpdates(Weighing weighing, RunFacts run)
    {
        if (run.Update is not { } update)
            return;
        if (update.Adaptive == false)
            weighing.Oppose(Strength.Strong, "not_adaptive", update.PerRate);
        else if (update.Adaptive == true && update.BeforeTrouble > Usual.RatioCaution)
            weighing.Support(Strength.Weak, "adaptive_first", update.Course.First, run.Norm!.First, update.PerRate);
        double later = update.Course.Last;
        if (update.Adaptive == true && update.BeforeTrouble > Usual.RatioAlarm && later < Usual.RatioCaution)
            weighing.Support(Strength.Hint, "ratio_settles", update.BeforeTrouble, later);
    }

    private static bool Has(string tensor) => Array.Exists(Attention, mark => tensor.Contains(mark, StringComparison.OrdinalIgnoreCase));
}
