using GradWatch.Storage.Runs;

namespace GradWatch.Cli.Export;

/// <summary>Writes a run in another program's format, rows as they come; the file is whole when it has been disposed of.</summary>
internal interface IRunExport : IAsyncDisposable
{
    /// <summary>Writes the next rows.</summary>
    ValueTask WriteAsync(StepRows rows, CancellationToken cancel);
}
