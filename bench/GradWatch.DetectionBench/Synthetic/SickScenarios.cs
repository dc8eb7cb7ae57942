namespace GradWatch.DetectionBench.Synthetic;

/// <summary>Sick series: calm until a known step, then what the name says.</summary>
internal static class SickScenarios
{
    private const long Onset = 300;
    // What a run has after its onset before it ends; the longest growth needs the most.
    private const int After = 400;
    private static readonly double[] Factors = [2, 3, 5, 10, 30, 100, 1000];

    internal static IReadOnlyList<Scenario> All { get; } =
    [
        Sick("(nothing happens for 500 steps)", Onset + 500, _ => (1, 1)),
        .. new[] { 0.005, 0.01, 0.03, 0.1, 0.3, 0.5 }.Select(rate => Growth(rate, 1, "norm and loss grow {0} % a step", 0.5)),
        .. new[] { 0.01, 0.03, 0.1, 0.3, 0.5 }.Select(rate => Growth(rate, 1, "only the norm grows {0} % a step", 0)),
        Growth(0.03, 10, "norm and loss grow {0} % a step, every 10th row", 0.5),
        Growth(0.03, 100, "norm and loss grow {0} % a step, every 100th row", 0.5),
        .. Factors.Select(factor => Spike($"one spike of {factor} times in norm and loss", [0], factor, 1 + factor / 10)),
        .. Factors.Select(factor => Spike($"one spike of {factor} times in the norm", [0], factor, 1)),
        Spike("one spike of 3 times in the loss", [0], 1, 3),
        Spike("one spike of 10 times in the loss", [0], 1, 10),
        Spike("cluster of spikes of 30 times in the norm", [0, 5, 10, 15, 20], 30, 1.5),
        Sick("slow drift to divergence", Onset + 402, t => t < Onset ? (1, 1) : (Math.Exp(0.004 * (t - Onset)), Math.Exp(0.003 * (t - Onset)))),
        Sick("NaN for 3 steps in the loss", Onset + 1, t => t is >= Onset and < Onset + 3 ? (double.NaN, 1) : (1, 1)),
        Sick("NaN for 3 steps in the norm", Onset + 3, t => t is >= Onset and < Onset + 3 ? (1, double.NaN) : (1, 1)),
        Sick("loss back at chance and stays", Onset + 20, t => t < Onset ? (1, 1) : (9.9 / HealthyScenarios.Falling(t), 1)),
        LossOnly(Sick("loss only: back at chance and stays", Onset + 20, t => t < Onset ? (1, 1) : (9.9 / HealthyScenarios.Falling(t), 1))),
        LossOnly(Sick("loss only: grows 3 % a step", Onset + 80, t => t < Onset ? (1, 1) : (Math.Exp(0.03 * (t - Onset)), 1))),
        LossOnly(Sick("loss only: jumps 5 times and stays", Onset + 20, t => t < Onset ? (1, 1) : (5, 1))),
    ];

    /// <summary>Runs of few rows, as written once an epoch; the onset is row 6.</summary>
    internal static IReadOnlyList<Scenario> Short { get; } =
    [
        Few("few rows: loss back at chance", 12, t => 3, t => null),
        Few("few rows: loss grows twofold an epoch", 12, t => 1.1 * Math.Pow(2, t - 5), t => null),
        Few("few rows: NaN", 8, t => double.NaN, t => null),
        Few("few rows: norm huge, then loss 0", 9, t => t == 6 ? 6e4 : 0, t => t == 6 ? 1e7 : double.NaN),
        Few("few rows: norm grows tenfold an epoch", 9, t => 1.1, t => Math.Pow(10, t - 5)),
    ];

    private static Scenario Growth(double rate, int stride, string name, double lossShare)
    {
        long decade = (long)Math.Ceiling(Math.Log(10) / Math.Log(1 + rate));
        // Within one decade of rise, at most eight steps when it is fast; three rows where the log is thin: a trend needs as many.
        long deadline = Onset * stride + Math.Max(rate >= 0.3 ? Math.Min(decade, 8) : decade, 3 * stride);
        return new Scenario(string.Format(name, 100 * rate), (random, _) => Calm(random, (int)(Onset + Math.Max(After, 6 * decade / stride))).Select(row =>
        {
            double grown = Math.Min(300, Math.Max(0, row.Step - Onset) * stride * Math.Log(1 + rate));
            return (row.Step * stride, (double?)(row.Loss * Math.Exp(lossShare * grown)), (double?)(row.Norm * Math.Exp(grown)));
        }), Onset * stride, deadline);
    }

    private static Scenario Spike(string name, long[] at, double norm, double loss) =>
        Sick(name, Onset + 1, t => at.Contains(t - Onset) ? (loss, norm) : (1, 1));

    private static Scenario Sick(string name, long deadline, Func<long, (double Loss, double Norm)> factors) =>
        new(name, (random, _) => Calm(random, (int)Onset + 2 * After).Select(row =>
        {
            (double loss, double norm) = factors(row.Step);
            return (row.Step, (double?)(row.Loss * loss), (double?)(row.Norm * norm));
        }), Onset, deadline);

    private static Scenario LossOnly(Scenario scenario) => scenario with
    {
        Make = (random, steps) => scenario.Make(random, steps).Select(row => (row.Step, row.Loss, (double?)null)),
    };

    private static Scenario Few(string name, long deadline, Func<long, double> loss, Func<long, double?> norm) =>
        new(name, (random, _) => Enumerable.Range(1, 14).Select(t => t < 6
            ? ((long)t, (double?)((1 + 3 * Math.Exp(-t / 1.5)) * Math.Exp(0.02 * Noise.Gauss(random))), norm(6) is null ? null : (double?)Math.Exp(0.2 * Noise.Gauss(random)))
            : (t, loss(t) * Math.Exp(0.02 * Noise.Gauss(random)), norm(t))), 6, deadline);

    internal static IEnumerable<(long Step, double Loss, double Norm)> Calm(Random random, int steps)
    {
        for (long t = 0; t < steps; t++)
            yield return (t, HealthyScenarios.Falling(t) * Math.Exp(0.05 * Noise.Gauss(random)), Math.Exp(0.25 * Noise.Gauss(random)));
    }
}
