namespace GradWatch.Tests.Detectors;

/// <summary>Healthy series of the shapes that norms and losses have.</summary>
internal static class Healthy
{
    internal static readonly string[] Shapes =
        ["gaussian", "lognormal0.3", "lognormal0.6", "student3", "ar1", "warmup", "decay"];

    internal static IEnumerable<double> Norms(string shape, int count, int seed = 1, double scale = 1)
    {
        var random = new Random(seed);
        double state = 0;
        for (int i = 0; i < count; i++)
        {
            double z = Gauss(random);
            state = 0.95 * state + Math.Sqrt(1 - 0.95 * 0.95) * z;
            yield return scale * shape switch
            {
                "gaussian" => Math.Max(0.05, 1 + 0.1 * z),
                "lognormal0.3" => Math.Exp(0.3 * z),
                "lognormal0.6" => Math.Exp(0.6 * z),
                "student3" => Math.Exp(0.1 * z / Math.Sqrt(ChiSquare3(random) / 3)),
                "ar1" => Math.Exp(0.3 * state),
                "warmup" => Math.Exp(0.2 * z) * (1 + 4 * Math.Exp(-Math.Pow((i - 300) / 150.0, 2))),
                "decay" => Math.Exp(0.2 * z) * (i < count / 2 ? 1 : 0.3),
                _ => throw new ArgumentException(shape),
            };
        }
    }

    private static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double ChiSquare3(Random random) =>
        Enumerable.Range(0, 3).Sum(_ => Math.Pow(Gauss(random), 2));
}
