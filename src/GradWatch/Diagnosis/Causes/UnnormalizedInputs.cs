using GradWatch.Diagnosis.Facts;

namespace GradWatch.Diagnosis.Causes;

/// <summary>Features far from mean 0 and deviation 1: the first layer answers with their size.</summary>
internal sealed class UnnormalizedInputs : ICause
{
    /// <summary>Norm of what the first layer is given that tells of raw features; a standardized one has the root of its length, 55 for a CIFAR image.</summary>
    internal const double LargeInput = 200;

    private const double OrdinaryInput = 60;
    private const double InputDecades = 0.5;
    private const double LossBeyond = 1e8;
    private const double ReachOfFew = 60;
    private const double ReachOfLayers = 100;

    /// <inheritdoc/>
    public string Id => "unnormalized_inputs";

    /// <inheritdoc/>
    public Weighing Weigh(RunFacts run)
    {
        Weighing weighing = new Weighing(-Strength.Weak).OfAbnormalStart(run);
        OfInput(weighing, run);
        if (run.Start is { } start && (run.BadFromTheStart || start.IsAbnormal))
        {
            OfLoss(weighing, start, run.Profile is not null);
            OfFirstLayer(weighing, run);
        }
        return weighing.AgainstVanishing(run);
    }

    private static void OfInput(Weighing weighing, RunFacts run)
    {
        if (run.Input is not { } input)
            return;
        if (input.Decades >= InputDecades)
            weighing.Support(Strength.Decisive, "input_statistics", input.Name ?? "input", input.Mean, input.Deviation);
        else
            weighing.Oppose(Strength.Decisive, "input_ordinary", input.Name ?? "input", input.Mean, input.Deviation);
    }

    private static void OfLoss(Weighing weighing, Start start, bool tensors)
    {
        if (!start.LossIsFinite || start.Loss > LossBeyond)
            weighing.Oppose(Strength.Moderate, "loss_beyond_inputs", start.Loss);
        else if (start.Loss > Usual.LossCheck)
            weighing.Support(tensors ? Strength.Moderate : Strength.Weak, "loss_above_chance", start.Loss, Math.Sqrt(start.Loss));
        else if (start.Loss > 0)
            weighing.Oppose(Strength.Moderate, "loss_ordinary", start.Loss);
        if (start.Reach < ReachOfFew)
            weighing.Support(Strength.Weak, "reach_shallow_input", start.Reach);
        else if (start.Reach > ReachOfLayers)
            weighing.Oppose(Strength.Weak, "reach_deep", start.Reach);
    }

    private static void OfFirstLayer(Weighing weighing, RunFacts run)
    {
        if (run.Profile is not { Layers: [var first, ..] } || double.IsNaN(first.InputSize))
            return;
        if (first.InputSize > LargeInput)
            weighing.Support(Strength.Moderate + Strength.Of(Math.Log10(first.InputSize / LargeInput), 1, Strength.Moderate), "input_size", first.InputSize, first.Name);
        else if (first.InputSize < OrdinaryInput)
            weighing.Oppose(Strength.Strong, "input_size_ordinary", first.InputSize, first.Name);
    }
}
