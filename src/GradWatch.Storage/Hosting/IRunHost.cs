using GradWatch.Reports;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Hosting;

/// <summary>One run with all that belongs to it: its ingest, the state of its detectors and its log. Thread-safe; batches are taken one after the other.</summary>
/// <remarks>This is the seam at which a cluster would cut: nothing outside holds a run's detectors or appends to its log.</remarks>
public interface IRunHost
{
    /// <summary>The run as of the last commit.</summary>
    RunSummary Summary { get; }

    /// <summary>Takes a batch in: detectors see it, it becomes durable, listeners are told; then it is acknowledged.</summary>
    /// <exception cref="SequenceGapException">It does not follow the writer's last one.</exception>
    /// <exception cref="StoreUnavailableException">Nothing of it was kept, and the detectors are as if it had not come.</exception>
    ValueTask<Receipt> IngestAsync(RunBatch batch, CancellationToken cancel = default);

    /// <summary>Keeps an entry beside the numbers: an alert that was sent, a person's note.</summary>
    ValueTask NoteAsync(RunEntry entry, CancellationToken cancel = default);

    /// <summary>How far a writer has come; 0 when nothing of it was taken.</summary>
    ValueTask<long> SequenceOfAsync(string writer, CancellationToken cancel = default);

    /// <summary>The report as of the last commit.</summary>
    ValueTask<Report> ReportAsync(CancellationToken cancel = default);

    /// <summary>Reads the report while the run stands still: what a report holds of a run goes on growing with it, so it is not to be kept.</summary>
    ValueTask<T> ReadReportAsync<T>(Func<Report, T> read, CancellationToken cancel = default);
}
