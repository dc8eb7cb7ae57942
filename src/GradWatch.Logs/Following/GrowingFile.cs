using GradWatch.Wording;

namespace GradWatch.Logs.Following;

/// <summary>A file to which rows are appended: text, JSON lines, tables, run files of W&amp;B.</summary>
/// <remarks>
/// A file that is written anew with the same history (Lightning does so when a column appears) is gone on with; with another
/// history it begins again.
/// </remarks>
internal sealed class GrowingFile(string path, ReadingOptions options, Polling polling) : IGrowingLog
{
    private ILogFormat? _format;
    private int _headLength;
    private long _length = -1;
    private LogGlance? _glance;

    /// <inheritdoc/>
    public LogGlance? Look()
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            return null;
        if (file.Length == _length)
            return _glance;
        _length = file.Length;
        _glance = null;
        ReadOnlyMemory<byte> head = GrowingHead.Read(path);
        if (head.IsEmpty)
            return null;
        if (LogFormats.Recognise(new LogHead(path, head, true)) is { } found)
        {
            (_format, _headLength) = (found.Format, head.Length);
            return _glance = new LogGlance(found.Id, GrowingHead.Rows(found.Format, path, head, options.SampleRows).Count);
        }
        int binary = head.Span.IndexOf((byte)0);
        return binary < 0 ? null : throw new UnreadableLogException(path, new Sentence("note.read.binary"), offset: binary);
    }

    /// <inheritdoc/>
    public IEnumerable<LogRow> Rows(KeyTable keys, ReadingNotes notes)
    {
        var seen = new SeenRows(keys);
        long bytes = 0;
        do
        {
            seen.Begin();
            using var stream = new FollowingStream(path, polling);
            using Stream content = TextEncoding.Decode(stream);
            foreach (LogRow row in _format!.Read(new LogInput(path, content, notes) { Keys = keys, HeadLength = _headLength }))
            {
                // Made of a record that was cut off by the end.
                if (stream.Ended)
                    break;
                if (seen.Fresh(row) is { } fresh)
                    yield return fresh;
            }
            bytes = Math.Max(bytes, stream.Position);
        }
        while (IsSameHistory(seen, bytes));
    }

    // A history that is written anew is whole after a moment, and longer than before. One that stays shorter is of another run,
    // also where it begins with the same numbers: seeds are often fixed.
    private bool IsSameHistory(SeenRows seen, long bytes)
    {
        long before = -1;
        while (polling.Wait())
        {
            if (Look() is { Rows: > 0 })
            {
                if (!seen.HasBegunAlike(GrowingHead.Rows(_format!, path, GrowingHead.Read(path), options.SampleRows)))
                    return false;
                if (_length >= bytes || _length == before)
                    return _length >= bytes;
            }
            before = _length;
        }
        return false;
    }
}
