using GradWatch.Wording;

namespace GradWatch.Logs.TensorBoard;

/// <summary>One event file while it is read: what each frame means for the rows, the notes and the errors.</summary>
internal sealed class EventFile(string path, Stream content, KeyTable keys, ReadingNotes notes)
{
    private readonly EventFrames _frames = new(content);
    private readonly EventDecoder _decoder = new(keys);
    private bool _hasRows;
    private long? _firstDamaged;

    /// <summary>The row in hand.</summary>
    public LogRow Row { get; } = new();

    /// <summary>When the event in hand was written, in seconds since 1970.</summary>
    public double WallTime => _decoder.WallTime;

    /// <summary>Steps to the next event that holds a value; false at the end, also a torn one.</summary>
    /// <exception cref="UnreadableLogException">The file is damaged before its first value.</exception>
    public bool MoveNext()
    {
        while (true)
        {
            switch (_frames.Next())
            {
                case Frame.Intact when TryDecode():
                    if (Row.Values.IsEmpty)
                        continue;
                    return _hasRows = true;
                case Frame.Intact or Frame.Damaged:
                    _firstDamaged ??= _frames.Offset;
                    notes.Add("note.tensorboard.damaged", _frames.Offset);
                    continue;
                case Frame.Oversized:
                    notes.Add("note.tensorboard.oversized", _frames.Offset);
                    continue;
                case Frame.Torn:
                    notes.Add("note.tensorboard.torn", _frames.Offset);
                    return End();
                case Frame.Broken:
                    return Break();
                default:
                    return End();
            }
        }
    }

    private bool TryDecode()
    {
        Row.Clear(_frames.Offset);
        return _decoder.TryDecode(_frames.Data, Row);
    }

    private bool End()
    {
        if (!_hasRows && _firstDamaged is { } offset)
            throw new UnreadableLogException(path, new Sentence("note.tensorboard.all_damaged"), offset: offset);
        return false;
    }

    private bool Break()
    {
        if (!_hasRows)
            throw new UnreadableLogException(path, new Sentence("note.tensorboard.no_record"), offset: _frames.Offset);
        notes.Add("note.tensorboard.broken", _frames.Offset);
        return false;
    }
}
