namespace GradWatch.Logs.Mapping;

/// <summary>The step of each row: as it is told, or counted; it goes on where a count starts over each epoch.</summary>
internal sealed class StepCounter(StepSource source, ReadingNotes notes)
{
    private const int RowsOfARun = 20;
    private const int FewestRows = 3;
    private const long LargestStep = 1L << 53;
    private readonly EpochOffsets _epochs = new();
    private long _rows;
    private long _first;
    private long _last;
    private long _lastRead;
    private double _firstEpoch = double.NaN;
    private RowPosition _position = RowPosition.Unknown;
    private readonly StrideMeter _stride = new();

    /// <summary>The step of the row in hand.</summary>
    internal long Step { get; private set; }

    /// <summary>Takes the next row of training; false when it begins another run: the step starts over.</summary>
    internal bool Next(LogRow row)
    {
        // A step beyond what a double counts exactly is damage or a time stamp.
        if (row.Step is { } given and > -LargestStep and < LargestStep)
        {
            Step = _last = given;
            _rows++;
            return true;
        }
        RowPosition position = source.Of(row);
        if (position.HasStep)
            return Take(position, (long)position.Step);
        // Rows before the first step are counted; a row without one belongs to the step before it.
        Step = _rows == 0 || source.Stepping != Stepping.Counted ? _last : _last + 1;
        _rows++;
        _last = Step;
        return true;
    }

    /// <summary>Says how the log counts, where a reader should know.</summary>
    internal void Finish()
    {
        if (source.Stepping == Stepping.Counted && _rows > 1)
            notes.Add("note.map.counted");
        if (source.Stepping == Stepping.Epoch)
            notes.Add("note.map.epochs");
        _stride.Tell(notes);
    }

    private bool Take(RowPosition position, long step)
    {
        if (_rows == 0)
            (_first, _firstEpoch) = (step, position.Epoch);
        else if (!Follows(position, step))
            return false;
        else if (step > _lastRead)
            _stride.Add(_lastRead, step);
        _rows++;
        _epochs.Remember(position.Epoch);
        _lastRead = step;
        _position = position;
        _last = Step = _epochs.Offset + step;
        return true;
    }

    private bool Follows(RowPosition position, long step)
    {
        bool back = Math.Floor(position.Epoch) < Math.Floor(_position.Epoch);
        if (back)
            _epochs.Return(position.Epoch);
        else if (step > _lastRead || EpochEnded(position, step))
            return true;
        if (StartsOver(position, step))
            return false;
        if (back || step < _lastRead)
            notes.Add("note.map.resumed", _epochs.Offset + step, _last);
        return true;
    }

    // The count starts over because an epoch ended: the steps go on.
    private bool EpochEnded(RowPosition position, long step)
    {
        bool ranUp = double.IsNaN(position.Epoch) && position.Of == _position.Of && _lastRead + _stride.Usual > position.Of && step < _lastRead;
        if (!ranUp && !(Math.Floor(position.Epoch) > Math.Floor(_position.Epoch)))
            return false;
        // Counting from 0 in tens to 90, an epoch has 100 steps.
        long counted = _lastRead + (_first == 0 && step == 0 ? _stride.Usual : 0);
        _epochs.Add(_position.Of >= _lastRead ? (long)_position.Of : counted, position.Epoch);
        return true;
    }

    private bool StartsOver(RowPosition position, long step) =>
        step <= _first && !(position.Epoch > _firstEpoch) && (step < _lastRead || position.Epoch < _position.Epoch)
        && (_rows >= RowsOfARun || (step <= Math.Max(1, _stride.Usual) && _rows >= FewestRows));
}
