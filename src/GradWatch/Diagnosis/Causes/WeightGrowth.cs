using GradWatch.Diagnosis.Facts;

namespace GradWatch.Diagnosis.Causes;

/// <summary>Weights that climb for long, until what they multiply does: no decay, no normalization holds them.</summary>
internal sealed class WeightGrowth : ICause
{
    private const double Grown = 3;
    private const double Still = 1.5;
    private const int LeastRows = 50;

    /// <inheritdoc/>
    public string Id => "weight_growth";

    /// <inheritdoc/>
    public Weighing Weigh(RunFacts run)
    {
        var weighing = new Weighing(-Strength.Moderate);
        if (run.Onset.Rows < LeastRows)
            return weighing.Oppose(Strength.Strong, "no_history", run.Onset.Step);
        if (run.Weights is { Before: > 0 } weights)
        {
            double times = weights.Before / weights.First;
            if (times >= Grown)
                weighing.Support(Strength.Moderate + Strength.Of(Math.Log10(times / Grown), 2, Strength.Moderate), "weights_grew", weights.First, weights.Before, times, run.Onset.Step);
            else if (times < Still)
                weighing.Oppose(Strength.Strong, "weights_still", weights.First, weights.Before, run.Onset.Step);
        }
        if (run.Break is { } once)
            weighing.Oppose(Strength.Weak, "at_once", once.Step, once.Times);
        return weighing.AgainstVanishing(run);
    }
}
