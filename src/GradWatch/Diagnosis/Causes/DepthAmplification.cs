using GradWatch.Diagnosis.Facts;

namespace GradWatch.Diagnosis.Causes;

/// <summary>Each layer hands back more than it was given: norms grow geometrically towards the input.</summary>
internal sealed class DepthAmplification : ICause
{
    private const double LeastDecades = 1.5;

    /// <inheritdoc/>
    public string Id => "depth_amplification";

    /// <inheritdoc/>
    public Weighing Weigh(RunFacts run)
    {
        var weighing = new Weighing(-Strength.Moderate);
        if (run.Profile is { } profile)
        {
            if (profile.DecadesPerLayer > 0 && profile.Decades >= LeastDecades)
                weighing.Support(
                    Strength.Strong + Strength.Of(profile.Decades - LeastDecades, 0.5, Strength.Moderate), "profile_towards_input",
                    Math.Pow(10, profile.DecadesPerLayer), profile.Layers.Count, profile.Decades);
            else
                weighing.Oppose(Strength.Strong, "profile_flat", profile.Layers.Count, profile.Layers.Min(layer => layer.Norm), profile.Layers.Max(layer => layer.Norm));
        }
        else if (run.Start is { PerLoss: > Usual.NormCheck, Loss: < Usual.LossCheck } start && run.BadFromTheStart)
        {
            weighing.Support(Strength.Moderate, "amplified_backward", start.PerLoss, start.Loss);
        }
        if (run.BadFromTheStart && run.Start is { Loss: > Usual.LossCheck } first)
            weighing.Oppose(Strength.Moderate, "forward_too", first.Loss);
        if (run.Break is { FinitePeaks: true } once)
            weighing.Oppose(Strength.Moderate, "at_once", once.Step, once.Times);
        return weighing.AgainstOutOfTheBlue(run).AgainstVanishing(run);
    }
}
