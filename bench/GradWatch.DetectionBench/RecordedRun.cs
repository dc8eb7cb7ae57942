using GradWatch.Logs;
using GradWatch.Observations;
using GradWatch.Reports;

namespace GradWatch.DetectionBench;

/// <summary>A run as read: the report on it, and loss and norm row by row for the rules of other systems.</summary>
internal sealed record RecordedRun(LabelledRun Truth, IReadOnlyList<Report> Reports, IReadOnlyList<Row> Rows, string? Error)
{
    /// <summary>Steps after the labelled one that an alarm may take: five percent of the run, at least two.</summary>
    internal long Grace => Rows.Count == 0 ? 2 : Math.Max(2, (long)Math.Ceiling(0.05 * (Rows[^1].Step - Rows[0].Step)));

    internal static RecordedRun Read(LabelledRun truth)
    {
        List<Report> reports = [];
        List<Row> rows = [];
        string? error = null;
        try
        {
            foreach (LogRun run in LogReader.Read(truth.Path))
            {
                var monitor = new TrainingMonitor();
                monitor.Faulted += fault => error = $"a detector threw: {fault}";
                foreach (Observation observation in run.Observations)
                {
                    monitor.Observe(observation);
                    Row.Add(rows, observation);
                }
                monitor.Complete();
                reports.Add(monitor.Report(run.Description, run.Notes.Sentences));
            }
        }
        catch (UnreadableLogException unreadable)
        {
            error = unreadable.Message;
        }
        return new RecordedRun(truth, reports, rows, error);
    }
}
