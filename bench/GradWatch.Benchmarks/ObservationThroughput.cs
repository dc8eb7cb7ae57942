using System.Diagnostics;
using System.Globalization;
using GradWatch.Detectors;
using GradWatch.Observations;

namespace GradWatch.Benchmarks;

/// <summary>Observations a second through a monitor with all detectors on one core, and the bytes allocated for each.</summary>
internal static class ObservationThroughput
{
    private const int Rounds = 7;
    // What is kept of a series grows to its bound within so many observations; only after that nothing is allocated.
    private const int WarmUp = 5_000;

    internal static int Run(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        Stream[] run =
        [
            new(new Series(Quantity.Loss), 2, 0.05), new(new Series(Quantity.GradNorm), 1, 0.3), new(new Series(Quantity.UpdateRatio), 1e-3, 0.2),
            new(new Series(Quantity.LearningRate), 1e-3, 0), new(new Series(Quantity.ParamNorm), 30, 0.001),
        ];
        Stream[] tensors = [.. Enumerable.Range(0, 300).Select(i => new Stream(new Series(Quantity.GradNorm, $"layer.{i}.weight"), 0.05, 0.3))];
        Measure("loss, norm, update ratio, rate, weight norm", run, 200_000);
        Measure("loss and norm", run[..2], 500_000);
        Measure("the five, and norms of 300 tensors", [.. run, .. tensors], 3_000);
        if (args.Contains("--each"))
        {
            Measure("loss and norm, no detector", run[..2], 500_000, () => []);
            foreach (string id in BuiltInDetectors.All().Select(detector => detector.Id))
                Measure($"loss and norm, {id} alone", run[..2], 500_000, () => BuiltInDetectors.All().Where(detector => detector.Id == id));
        }
        return 0;
    }

    private static void Measure(string name, Stream[] streams, int steps, Func<IEnumerable<IDetector>>? detectors = null)
    {
        List<double> rates = [];
        long bytes = 0;
        for (int round = 0; round < Rounds; round++)
        {
            var monitor = new TrainingMonitor(detectors?.Invoke());
            Feed(monitor, streams, 0, WarmUp);
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            Feed(monitor, streams, WarmUp, steps);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            rates.Add(streams.Length * (double)steps / seconds / 1e6);
        }
        rates.Sort();
        double each = bytes / ((double)streams.Length * steps);
        Console.WriteLine(
            $"{name,-45} {rates[Rounds / 2],6:F2} million/s (median of {Rounds}, {rates[0]:F2} … {rates[^1]:F2}), {each:F4} bytes an observation");
    }

    private static void Feed(TrainingMonitor monitor, Stream[] streams, int from, int count)
    {
        for (int step = from; step < from + count; step++)
        {
            foreach (Stream stream in streams)
                monitor.Observe(new Observation(step, stream.Series, stream.Values[step % stream.Values.Length]));
        }
    }

    /// <summary>A healthy series: log-normal around a level. A prime number of values, so that streams do not repeat in step.</summary>
    private sealed class Stream(Series series, double level, double spread)
    {
        internal Series Series => series;

        internal double[] Values { get; } = Draw(new Random(1 + (int)(1000 * level)), level, spread);

        private static double[] Draw(Random random, double level, double spread) =>
            [.. Enumerable.Range(0, 997).Select(_ => level * Math.Exp(spread * Gauss(random)))];

        private static double Gauss(Random random) =>
            Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
