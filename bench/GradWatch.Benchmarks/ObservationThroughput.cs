using System.Diagnostics;
using GradWatch.Observations;

namespace GradWatch.Benchmarks;

/// <summary>Observations a second through a monitor with all detectors on one core, and the bytes it allocates for each.</summary>
internal static class ObservationThroughput
{
    private const int Rounds = 7;

    internal static void Run()
    {
        Series[] run = [new(Quantity.Loss), new(Quantity.GradNorm), new(Quantity.UpdateRatio), new(Quantity.LearningRate)];
        Series[] tensors = [.. Enumerable.Range(0, 300).Select(i => new Series(Quantity.GradNorm, $"layer.{i}.weight"))];
        Measure("loss, norm, update ratio, learning rate", run, 250_000);
        Measure("loss and norm", run[..2], 500_000);
        Measure("norms of 300 tensors and of the run", [.. tensors, run[1]], 3_000);
    }

    private static void Measure(string name, Series[] series, int steps)
    {
        double[] values = Values();
        List<double> rates = [];
        long bytes = 0;
        for (int round = 0; round < Rounds; round++)
        {
            var monitor = new TrainingMonitor();
            Feed(monitor, series, values, 0, steps / 10);
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            Feed(monitor, series, values, steps / 10, steps);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            rates.Add(series.Length * (double)steps / seconds / 1e6);
        }
        rates.Sort();
        Console.WriteLine(
            $"{name,-42} {rates[Rounds / 2],6:F2} million/s (median of {Rounds}, {rates[0]:F2} … {rates[^1]:F2}), {bytes} bytes allocated");
    }

    private static void Feed(TrainingMonitor monitor, Series[] series, double[] values, int from, int count)
    {
        for (int step = from; step < from + count; step++)
        {
            foreach (Series one in series)
                monitor.Observe(new Observation(step, one, values[step % values.Length]));
        }
    }

    private static double[] Values()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, 9973).Select(_ => 0.005 * Math.Exp(0.3 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(6.2831853 * random.NextDouble())))];
    }
}
