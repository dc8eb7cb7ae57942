using System.Text;
using GradWatch.DetectionBench.Synthetic;
using GradWatch.Detectors;
using GradWatch.Detectors.Gradients;
using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Reports;

namespace GradWatch.DetectionBench.Calibrating;

/// <summary>How often the interval of a forecast holds the step of the overflow, on generated norms that grow until they do.</summary>
internal static class ForecastCoverage
{
    private const int Onset = 300;
    private static readonly double[] Rates = [0.005, 0.01, 0.03, 0.1, 0.3];

    /// <summary>A row a noise and a column a rate: at the first alarm, and of the finding that the report tells.</summary>
    internal static string Table(int seeds)
    {
        var text = new StringBuilder();
        text.AppendLine($"| noise of the norm | {string.Join(" | ", Rates.Select(rate => $"{100 * rate} % a step"))} |");
        text.AppendLine($"|---|{string.Concat(Rates.Select(_ => "---:|"))}");
        Held all = default;
        foreach (string shape in Noise.Shapes)
        {
            List<Held> held = [.. Rates.Select(rate => Enumerable.Range(0, seeds).Select(seed => Of(shape, rate, seed)).Aggregate((a, b) => a + b))];
            text.AppendLine($"| {shape} | {string.Join(" | ", held)} |");
            all = held.Aggregate(all, (a, b) => a + b);
        }
        text.AppendLine($"\nAll: {all} of {all.Growths} growths, at the first alarm / as the report tells it. Nominal: 80 %.");
        return text.ToString();
    }

    private static Held Of(string shape, double rate, int seed)
    {
        var noise = new Noise(shape, new Random(seed));
        var monitor = new TrainingMonitor([new GradientGrowthDetector()]);
        for (long step = 0; ; step++)
        {
            double value = noise.Next() * Math.Exp(rate * Math.Max(0, step - Onset));
            if (value > float.MaxValue)
                return Judge(monitor.Episodes, step);
            monitor.Observe(new Observation(step, new Series(Quantity.GradNorm), value));
        }
    }

    // A growth that was not called at all counts for nothing: the tables of recall say so.
    private static Held Judge(IReadOnlyList<Episode> episodes, long overflow)
    {
        Episode? growth = episodes.FirstOrDefault(episode => episode.AlarmStep > Onset && episode.Severity > Severity.Info);
        return growth is null ? default
            : new Held(1, Holds(growth.First, overflow) ? 1 : 0, Holds(Headline.Telling(growth), overflow) ? 1 : 0);
    }

    private static bool Holds(in Finding finding, long overflow) =>
        finding.Forecast is { } forecast && Math.Floor(forecast.Low) <= overflow && overflow <= Math.Ceiling(forecast.High);

    private readonly record struct Held(int Growths, int AtFirst, int AsTold)
    {
        public static Held operator +(Held a, Held b) => new(a.Growths + b.Growths, a.AtFirst + b.AtFirst, a.AsTold + b.AsTold);

        public override string ToString() => Growths == 0 ? "-" : $"{100.0 * AtFirst / Growths:F0} % / {100.0 * AsTold / Growths:F0} %";
    }
}
