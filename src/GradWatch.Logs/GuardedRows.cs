using System.Collections;
using GradWatch.Wording;

namespace GradWatch.Logs;

/// <summary>Rows whose reading may fail half way (the disk, the network, a file that is deleted): told as an unreadable log with its place.</summary>
internal sealed class GuardedRows(string path, IEnumerable<LogRow> rows, bool hasLines) : IEnumerable<LogRow>, IEnumerator<LogRow>
{
    private readonly IEnumerator<LogRow> _rows = rows.GetEnumerator();
    private long? _place;

    /// <inheritdoc/>
    public LogRow Current => _rows.Current;

    object IEnumerator.Current => Current;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        try
        {
            if (!_rows.MoveNext())
                return false;
            _place = _rows.Current.Place;
            return true;
        }
        catch (Exception failure) when (failure is (IOException and not UnreadableLogException) or InvalidDataException or UnauthorizedAccessException)
        {
            throw new UnreadableLogException(path, new Sentence("note.read.failed", failure.Message), hasLines ? _place : null, hasLines ? null : _place, failure);
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
