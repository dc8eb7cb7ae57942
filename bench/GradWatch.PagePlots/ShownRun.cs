using GradWatch.Logs;
using GradWatch.Observations;
using GradWatch.Reports;

namespace GradWatch.PagePlots;

/// <summary>A recording as the detectors judge it, all of it, and the part of it that is shown.</summary>
internal sealed record ShownRun(Report Report)
{
    internal static ShownRun Read(string path, long first, long last)
    {
        var monitor = new TrainingMonitor();
        monitor.Faulted += fault => throw new InvalidOperationException(path, fault);
        var shown = new RunRecord();
        RunDescription? description = null;
        foreach (LogRun run in LogReader.Read(path))
        {
            description = run.Description;
            foreach (Observation observation in run.Observations)
            {
                monitor.Observe(observation);
                if (observation.Step >= first && observation.Step <= last)
                    shown.Add(observation);
            }
        }
        monitor.Complete();
        Report report = monitor.Report(description!);
        return new ShownRun(report with
        {
            Record = shown, Episodes = [.. report.Episodes.Where(episode => episode.LastStep >= first && episode.FirstStep <= last)],
        });
    }

    /// <summary>A series by the name in <c>plots.tsv</c>.</summary>
    internal SeriesTrace Find(string name)
    {
        string[] parts = name.Split(' ', 2);
        if (!QuantityNames.TryParse(parts[0], out Quantity quantity))
            throw new FormatException($"plots.tsv: there is no quantity '{parts[0]}'");
        SeriesTrace? trace = parts.Length == 1 ? Report.Record.Find(quantity) : Report.Record.Find(new Series(quantity, parts[1]));
        return trace ?? throw new FormatException($"plots.tsv: {Report.Run.Source} has no series '{name}'");
    }
}
