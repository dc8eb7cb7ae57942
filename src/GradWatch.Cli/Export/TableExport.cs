using GradWatch.Storage.Runs;

namespace GradWatch.Cli.Export;

/// <summary>A format with a line a step.</summary>
internal abstract class TableExport(int series) : IRunExport
{
    private readonly StepLines _line = new(series);

    /// <inheritdoc/>
    public async ValueTask WriteAsync(StepRows rows, CancellationToken cancel)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            if (_line.TryAdd(rows, row))
                continue;
            await WriteAsync(_line).ConfigureAwait(false);
            _line.Clear();
            _line.TryAdd(rows, row);
        }
        cancel.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_line.IsEmpty)
            await WriteAsync(_line).ConfigureAwait(false);
        _line.Clear();
        await EndAsync().ConfigureAwait(false);
    }

    /// <summary>Writes a line.</summary>
    protected abstract ValueTask WriteAsync(StepLines line);

    /// <summary>Writes what is left when all lines have been written.</summary>
    protected abstract ValueTask EndAsync();
}
