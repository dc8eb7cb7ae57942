namespace GradWatch.DetectionBench.Synthetic;

/// <summary>A factor around 1 that a healthy loss or norm is multiplied with at each step, of a named shape.</summary>
internal sealed class Noise(string shape, Random random)
{
    internal static readonly string[] Shapes =
    [
        "gaussian", "log-normal 0.3", "log-normal 0.6", "Student t3", "Student t3 in log", "Student t3 in log, twice as wide",
        "AR(1) 0.95", "random walk in log",
    ];

    private double _state;

    internal double Next()
    {
        double z = Gauss();
        switch (shape)
        {
            case "gaussian":
                return Math.Max(0.05, 1 + 0.1 * z);
            case "log-normal 0.3":
                return Math.Exp(0.3 * z);
            case "log-normal 0.6":
                return Math.Exp(0.6 * z);
            case "Student t3":
                return Math.Max(0.05, 1 + 0.1 * Student3(z));
            case "Student t3 in log":
                return Math.Exp(0.1 * Student3(z));
            case "Student t3 in log, twice as wide":
                return Math.Exp(0.2 * Student3(z));
            case "AR(1) 0.95":
                _state = 0.95 * _state + Math.Sqrt(1 - 0.95 * 0.95) * z;
                return Math.Exp(0.3 * _state);
            case "random walk in log":
                // Pulled back so weakly that it wanders over a factor of 1.6 within a thousand steps.
                _state = 0.9998 * _state + 0.01 * z;
                return Math.Exp(_state + 0.05 * Gauss());
            default:
                throw new ArgumentException(shape);
        }
    }

    internal double Gauss() => Gauss(random);

    internal static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private double Student3(double z) => z / Math.Sqrt((Square(Gauss()) + Square(Gauss()) + Square(Gauss())) / 3);

    private static double Square(double value) => value * value;
}
