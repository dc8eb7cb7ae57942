using GradWatch.Diagnosis.Facts;

namespace GradWatch.Diagnosis.Causes;

/// <summary>The mirror: each layer hands back less than it was given, and nothing reaches the first ones.</summary>
internal sealed class DepthAttenuation : ICause
{
    private const double LeastDecades = 3;

    /// <inheritdoc/>
    public string Id => "depth_attenuation";

    /// <inheritdoc/>
    public Weighing Weigh(RunFacts run)
    {
        var weighing = new Weighing(-Strength.Strong);
        if (!run.Onset.Vanishing || run.Grave("vanishing_gradient") is not { } episode)
            return run.Norm is { } norm ? weighing.Oppose(Strength.Decisive, "does_not_vanish", norm.Max) : weighing.Oppose(Strength.Decisive, "no_vanishing");
        weighing.Support(Strength.Decisive, "vanishes", episode.First.Series.ToString(), episode.First.Value, episode.First.Step);
        if (run.Profile is { } profile)
        {
            if (profile.DecadesPerLayer < 0 && profile.Decades >= LeastDecades)
                weighing.Support(
                    Strength.Decisive, "profile_shrinks", Math.Pow(10, -profile.DecadesPerLayer), profile.Layers.Count, profile.Decades);
            else
                weighing.Oppose(Strength.Weak, "profile_flat", profile.Layers.Count, profile.Layers.Min(layer => layer.Norm), profile.Layers.Max(layer => layer.Norm));
        }
        return weighing;
    }
}
