namespace GradWatch.DetectionBench.Synthetic;

/// <summary>Healthy series of every shape that losses and norms were seen to have.</summary>
internal static class HealthyScenarios
{
    internal static IReadOnlyList<Scenario> All { get; } =
    [
        .. Noise.Shapes.Select(shape => new Scenario(shape, (random, steps) => Shaped(shape, random, steps))),
        new("norm walks freely in log", Walking),
        Smooth("warm-up hump", (t, _) => (1, 1 + 4 * Math.Exp(-Square((t - 300) / 150.0)))),
        Smooth("step decays", (t, steps) => (1 - 0.3 * (3 * t / steps), Math.Pow(0.3, 3 * t / steps))),
        Smooth("periodic", (t, _) => (1 + 0.3 * Math.Sin(t / 16.0), 1 + 0.5 * Math.Sin(t / 16.0))),
        Smooth("two alternating losses", (t, _) => t % 2 == 0 ? (0.2, 1) : (1, 8)),
        Smooth("restarts with a fresh optimizer", (t, steps) => t % (steps / 4 + 1) < 20 && t > 20 ? (1.3, 2) : (1, 1)),
        Smooth("norm sharpens", (t, steps) => (1, Math.Pow(30, (double)t / steps))),
        Smooth("loss falls to 1e-6", (t, steps) => (Math.Pow(1e-6, (double)t / steps), Math.Pow(1e-4, (double)t / steps)), "log-normal 0.6"),
        Smooth("norms of 300, losses of 2e4", (_, _) => (1e4, 300), "log-normal 0.3"),
        Smooth("norms of 1e-5", (_, _) => (1, 1e-5), "log-normal 0.3"),
        Smooth("plateau at chance", (t, steps) => t < steps / 3 ? (10 / Falling(t), 0.1) : (1, 1)),
        new("printed at 3 decimals", (random, steps) => Shaped("log-normal 0.3", random, steps)
            .Select(row => (row.Step, (double?)Math.Round(row.Loss!.Value, 3), (double?)Math.Round(0.005 * row.Norm!.Value, 3)))),
        new("stale norm", (random, steps) => Stale(random, steps)),
        new("norm printed as 0", (random, steps) => Shaped("log-normal 0.3", random, steps)
            .Select(row => row with { Norm = row.Step % 50 == 0 ? row.Norm : 0 })),
        new("loss exactly 0 in every third row", (random, steps) => Shaped("log-normal 0.6", random, steps)
            .Select(row => row with { Loss = random.Next(3) == 0 ? 0 : 0.01 * row.Loss })),
        new("negative losses", (random, steps) => Shaped("log-normal 0.6", random, steps)
            .Select(row => row with { Loss = 0.5 * Noise.Gauss(random) - 1 })),
        new("rewards that grow", (random, steps) => Shaped("log-normal 0.6", random, steps)
            .Select(row => row with { Loss = -0.01 * row.Step + 2 * Noise.Gauss(random) })),
        new("GAN losses that wander", Wandering),
        new("every 100th row", (random, steps) => Shaped("log-normal 0.3", random, steps).Select(row => row with { Step = 100 * row.Step })),
        .. LoggedScenarios.All,
    ];

    /// <summary>Runs of 5 to 20 rows, as written once an epoch.</summary>
    internal static IReadOnlyList<Scenario> Short { get; } =
    [
        Epochs("few rows: smooth", 0.02),
        Epochs("few rows: noisy", 0.15),
        new("few rows: loss only, plateau", (random, _) => Rows(random).Select(t => ((long)t, (double?)(2.3 * Math.Exp(0.02 * Noise.Gauss(random))), (double?)null))),
        new("few rows: overfits to 0", (random, _) => Rows(random).Select(t =>
            ((long)t, (double?)(2 * Math.Exp(-t + 0.2 * Noise.Gauss(random))), (double?)Math.Exp(-0.3 * t + 0.3 * Noise.Gauss(random))))),
    ];

    internal static double Falling(long step) => 2 + 8 * Math.Exp(-step / 300.0);

    private static IEnumerable<(long Step, double? Loss, double? Norm)> Shaped(string shape, Random random, int steps)
    {
        Noise loss = new(shape, random), norm = new(shape, random);
        for (long t = 0; t < steps; t++)
            yield return (t, Falling(t) * loss.Next(), norm.Next());
    }

    private static Scenario Smooth(string name, Func<long, int, (double Loss, double Norm)> factors, string? shape = null) =>
        new(name, (random, steps) => Shaped(shape ?? "log-normal 0.3", random, steps).Select(row =>
        {
            (double loss, double norm) = factors(row.Step, steps);
            // The loss of a batch varies less than its gradient.
            double calm = shape is null ? Math.Pow(row.Loss!.Value / Falling(row.Step), 0.3) * Falling(row.Step) : row.Loss!.Value;
            return (row.Step, (double?)(calm * loss), (double?)(row.Norm!.Value * norm));
        }));

    private static IEnumerable<(long Step, double? Loss, double? Norm)> Stale(Random random, int steps)
    {
        double? stale = null;
        foreach ((long step, double? loss, double? norm) in Shaped("log-normal 0.3", random, steps))
        {
            if (step % 10 == 0)
                stale = norm;
            yield return (step, loss, stale);
        }
    }

    private static IEnumerable<(long Step, double? Loss, double? Norm)> Wandering(Random random, int steps)
    {
        double state = 0;
        for (long t = 0; t < steps; t++)
        {
            state = 0.995 * state + 0.03 * Noise.Gauss(random);
            yield return (t, 0.9 * Math.Exp(state + 0.15 * Noise.Gauss(random)), 2 * Math.Exp(0.5 * state + 0.3 * Noise.Gauss(random)));
        }
    }

    // Over 100,000 steps two of three norms end within a factor of 5 of where they began.
    private static IEnumerable<(long Step, double? Loss, double? Norm)> Walking(Random random, int steps)
    {
        double state = 0;
        for (long t = 0; t < steps; t++)
        {
            state += 0.005 * Noise.Gauss(random);
            yield return (t, Falling(t) * Math.Exp(0.1 * Noise.Gauss(random)), Math.Exp(state + 0.2 * Noise.Gauss(random)));
        }
    }

    private static Scenario Epochs(string name, double noise) => new(name, (random, _) => Rows(random).Select(t => (
        (long)t, (double?)((0.5 + 1.8 * Math.Exp(-t / 4.0)) * Math.Exp(noise * Noise.Gauss(random))),
        (double?)Math.Exp(2 * noise * Noise.Gauss(random)))));

    private static IEnumerable<int> Rows(Random random) => Enumerable.Range(1, random.Next(5, 21));

    private static double Square(double value) => value * value;
}
