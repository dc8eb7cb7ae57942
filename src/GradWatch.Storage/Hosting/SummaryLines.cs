using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Hosting;

/// <summary>A run in one line, from what its detectors keep of it.</summary>
internal static class SummaryLines
{
    private const int Bins = 48;

    internal static RunSummary Of(RunSummary before, RunDetection detection, IReadOnlyList<Episode> episodes)
    {
        RunRecord record = detection.Monitor.Record;
        SeriesTrace? loss = record.Find(Quantity.Loss), norm = record.Find(Quantity.GradNorm);
        Episode? worst = episodes.OrderByDescending(episode => episode.Severity).ThenBy(episode => episode.FirstStep).ThenBy(episode => episode.Number)
            .FirstOrDefault();
        return before with
        {
            Rows = detection.Rows,
            Observations = record.Observations,
            FirstStep = record.FirstStep,
            LastStep = record.LastStep,
            Series = detection.Series.Count,
            Worst = worst?.Severity,
            Episodes = episodes.Count,
            WorstDetector = worst?.Detector,
            WorstTensor = worst is null ? null : Diagnosis.Localization.Locate(record, worst),
            WorstStep = worst?.FirstStep,
            LastLoss = loss?.Last,
            LargestNorm = norm is null || double.IsNaN(norm.Max) ? null : norm.Max,
            FirstNonFiniteStep = Earlier(loss?.FirstNonFiniteStep, norm?.FirstNonFiniteStep),
            LossLine = Line(loss),
            NormLine = Line(norm),
        };
    }

    private static long? Earlier(long? a, long? b) => a is null ? b : b is null ? a : Math.Min(a.Value, b.Value);

    /// <summary>Each bin shows its largest value; what is not finite wins, NaN before infinity.</summary>
    private static double[] Line(SeriesTrace? trace)
    {
        if (trace is null)
            return [];
        ReadOnlySpan<TraceBin> bins = trace.Bins;
        double[] line = new double[Math.Min(Bins, bins.Length)];
        for (int i = 0; i < line.Length; i++)
        {
            TraceBin bin = bins[bins.Length * i / line.Length];
            foreach (ref readonly TraceBin next in bins[(bins.Length * i / line.Length + 1)..(bins.Length * (i + 1) / line.Length)])
                bin.Append(next);
            line[i] = bin.NaN > 0 ? double.NaN
                : bin.PositiveInfinity > 0 ? double.PositiveInfinity
                : bin.NegativeInfinity > 0 ? double.NegativeInfinity : bin.Max;
        }
        return line;
    }
}
