using GradWatch.Diagnosis.Facts;

namespace GradWatch.Diagnosis.Causes;

/// <summary>Weights of the wrong size: every layer multiplies what it is given, before anything is learnt.</summary>
internal sealed class BadInitialization : ICause
{
    // Raw features of a million in a shallow network give a loss of 1e12; layers that multiply have no such bound.
    private const double LossOfLayers = 1e8;
    private const double ReachOfLayers = 100;
    private const double ReachOfFew = 60;
    private const double LeastDecades = 1.5;

    /// <inheritdoc/>
    public string Id => "bad_initialization";

    /// <inheritdoc/>
    public Weighing Weigh(RunFacts run) => OfRun(run).OfOrigin(run, Id);

    private static Weighing OfRun(RunFacts run)
    {
        Weighing weighing = new Weighing(-Strength.Weak).OfAbnormalStart(run);
        if (run.BadFromTheStart && run.Start is { } start)
        {
            // Time steps multiply as layers do: of a recurrent model neither the loss nor the reach speaks of initialization alone.
            if (run.Recurrence is { IsGated: false } recurrence)
                weighing.Oppose(Strength.Strong, "recurrent_model", recurrence.Name);
            else
                OfReach(weighing, start);
            OfLoss(weighing, start, run.Recurrence is { IsGated: false } ? Strength.Weak : Strength.Moderate);
            OfProfile(weighing, run);
        }
        return weighing.AgainstVanishing(run);
    }

    private static void OfLoss(Weighing weighing, Start start, double strength)
    {
        if (start.Loss > LossOfLayers)
            weighing.Support(strength, "loss_of_layers", start.Loss, Math.Log10(start.Loss));
        else if (start.LossIsFinite && start.Loss < Usual.LossCheck)
            weighing.Oppose(Strength.Moderate, "loss_ordinary", start.Loss);
    }

    private static void OfReach(Weighing weighing, Start start)
    {
        if (start.Reach > ReachOfLayers && start.Loss > Usual.LossCheck)
            weighing.Support(Strength.Weak, "reach_deep", start.Reach);
        else if (start.Reach < ReachOfFew)
            weighing.Oppose(Strength.Weak, "reach_shallow", start.Reach);
    }

    private static void OfProfile(Weighing weighing, RunFacts run)
    {
        if (run.Profile is not { } profile)
            return;
        if (profile.Decades >= LeastDecades)
            weighing.Support(
                Strength.Weak + Strength.Of(profile.Decades, 0.5, Strength.Moderate), profile.DecadesPerLayer > 0 ? "profile_towards_input" : "profile_towards_output",
                Math.Pow(10, Math.Abs(profile.DecadesPerLayer)), profile.Layers.Count, profile.Decades);
        if (profile.Layers[0].InputSize > UnnormalizedInputs.LargeInput)
            weighing.Oppose(Strength.Moderate, "input_size", profile.Layers[0].InputSize, profile.Layers[0].Name);
    }
}
