using GradWatch.Observations;

namespace GradWatch.DetectionBench.Synthetic;

/// <summary>Healthy runs of which everything is logged: what detectors of updates, weights, clipping and precision say of them counts as well.</summary>
internal static class LoggedScenarios
{
    // Made once: the hash of a series is worked out when it is made.
    private static readonly Series[] Series = [.. Enum.GetValues<Quantity>().Select(quantity => new Series(quantity))];
    private const double ClipAt = 1;
    private const long ScaleDoubles = 2000;

    internal static IReadOnlyList<Scenario> All { get; } =
    [
        Of("all logged: Adam, warm-up and cosine",
            (t, steps) => 1e-3 * Math.Min(1, (t + 1) / 200.0) * (0.55 + 0.45 * Math.Cos(Math.PI * t / steps)), 0.4, 0.3, isAdaptive: true),
        Of("all logged: SGD, a third of the steps clipped", (_, _) => 0.05, 0.5, 0.8, isAdaptive: false),
        Of("all logged: SGD, rate falls tenfold twice", (t, steps) => 0.05 * Math.Pow(0.1, 3 * t / steps), 0.4, 0.5, isAdaptive: false),
        Of("all logged: fp16, the scale overflows every 2000 steps", (_, _) => 1e-3, 0.4, 0.3, isAdaptive: true, isHalf: true),
    ];

    private static Scenario Of(string name, Func<long, int, double> rate, double noise, double norm, bool isAdaptive, bool isHalf = false) =>
        new(name, (_, _) => []) { Logged = (random, steps) => Rows(random, steps, rate, noise, norm, isAdaptive, isHalf) };

    private static IEnumerable<Observation> Rows(
        Random random, int steps, Func<long, int, double> rateAt, double noise, double usualNorm, bool isAdaptive, bool isHalf)
    {
        double scale = 65536;
        for (long t = 0; t < steps; t++)
        {
            bool overflows = isHalf && t % ScaleDoubles == ScaleDoubles - 1;
            double rate = rateAt(t, steps), weights = 60 + 30 * (1 - Math.Exp(-t / 2e4));
            double norm = (1 + 2 * Math.Exp(-t / 100.0)) * usualNorm * Math.Exp(noise * Noise.Gauss(random));
            double clip = overflows ? 0 : Math.Min(1, ClipAt / norm);
            // Adam moves every weight by about its rate, whatever the gradient; SGD by the rate times what clipping left of it.
            double update = isAdaptive ? 120 * rate * Math.Exp(0.15 * Noise.Gauss(random)) : rate * norm * clip;
            yield return At(t, Quantity.Loss, HealthyScenarios.Falling(t) * Math.Exp(0.08 * Noise.Gauss(random)));
            yield return At(t, Quantity.GradNorm, overflows ? double.PositiveInfinity : norm);
            yield return At(t, Quantity.GradMax, overflows ? double.PositiveInfinity : 0.1 * norm * Math.Exp(0.3 * Noise.Gauss(random)));
            yield return At(t, Quantity.UpdateRatio, overflows ? 0 : update / weights);
            yield return At(t, Quantity.ParamNorm, weights);
            yield return At(t, Quantity.Displacement, 1.2 * (1 - Math.Exp(-t / 2e4)));
            yield return At(t, Quantity.LearningRate, rate);
            yield return At(t, Quantity.ClipCoefficient, clip);
            if (!isHalf)
                continue;
            // It doubles once all has been well for so long, and is halved by the overflow that follows.
            scale = overflows ? scale / 2 : t % ScaleDoubles == ScaleDoubles - 2 ? scale * 2 : scale;
            yield return At(t, Quantity.LossScale, scale);
        }
    }

    private static Observation At(long step, Quantity quantity, double value) => new(step, Series[(int)quantity], value);
}
