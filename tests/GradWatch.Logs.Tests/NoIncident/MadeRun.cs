using Xunit;

namespace GradWatch.Logs.Tests.NoIncident;

/// <summary>Runs made up with a seed: healthy ones, and the same with an explosion in them.</summary>
internal static class MadeRun
{
    /// <summary>Seeds that every test of made-up runs is repeated with.</summary>
    internal static TheoryData<int> Seeds => [1, 2, 3, 4, 5];

    /// <summary>A loss that falls from one level to another, and a norm that varies around a third.</summary>
    internal static LoggedStep[] Healthy(
        int seed, int count, double from = 10, double to = 3, double norm = 1, double rate = 3e-4, int every = 1)
    {
        Random random = new(seed);
        double drift = 0;
        LoggedStep[] steps = new LoggedStep[count];
        for (int i = 0; i < count; i++)
        {
            drift = (0.9 * drift) + (0.1 * Gauss(random));
            double loss = to + ((from - to) * Math.Exp(-5.0 * i / count));
            steps[i] = new LoggedStep(
                (long)i * every, loss * Math.Exp(0.03 * Gauss(random)), norm * Math.Exp(drift + (0.2 * Gauss(random))), rate);
        }
        return steps;
    }

    /// <summary>Changes the rows from a step on; the change is given the number of the row from there.</summary>
    internal static LoggedStep[] From(this LoggedStep[] steps, long first, Func<LoggedStep, int, LoggedStep> change)
    {
        int start = Array.FindIndex(steps, row => row.Step >= first);
        return [.. steps.Select((row, i) => i < start ? row : change(row, i - start))];
    }

    /// <summary>The same run until a step, from which on it explodes.</summary>
    internal static LoggedStep[] Exploding(this LoggedStep[] steps, long first) => steps.From(first, (row, i) => row with
    {
        Loss = i > 15 ? double.NaN : row.Loss * Math.Pow(1.5, i + 1),
        Norm = i > 15 ? double.NaN : row.Norm * Math.Pow(4, i + 1),
    });

    internal static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
