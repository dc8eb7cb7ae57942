using System.Collections;

namespace GradWatch.Logs;

/// <summary>Rows of a file beside the log: when they cannot be read (any further) a note says so, and the log itself goes on.</summary>
internal sealed class CompanionRows(IEnumerable<LogRow> rows, ReadingNotes notes) : IEnumerable<LogRow>, IEnumerator<LogRow>
{
    private readonly IEnumerator<LogRow> _rows = rows.GetEnumerator();

    /// <inheritdoc/>
    public LogRow Current => _rows.Current;

    object IEnumerator.Current => Current;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        try
        {
            return _rows.MoveNext();
        }
        catch (UnreadableLogException failure)
        {
            notes.Add("note.read.companion", failure.Path, failure.Problem);
            return false;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<LogRow> GetEnumerator() => this;

    IEnumerator IEnumerable.GetEnumerator() => this;

    /// <inheritdoc/>
    public void Reset() => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
