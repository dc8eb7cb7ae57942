namespace GradWatch.Benchmarks.Statistics;

/// <summary>Seeded N(0, 1) values, the same whatever they are converted to.</summary>
internal static class Gaussian
{
    public static void Fill<T>(Span<T> values, Func<double, T> convert, int seed = 1)
    {
        var random = new Random(seed);
        for (int i = 0; i < values.Length; i += 2)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * random.NextDouble());
            values[i] = convert(radius * cosine);
            if (i + 1 < values.Length)
                values[i + 1] = convert(radius * sine);
        }
    }
}
