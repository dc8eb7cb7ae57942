namespace GradWatch.Logs.Mapping;

/// <summary>The step of each row: from the format, from a key, or counted; it goes on where an iteration restarts each epoch.</summary>
internal sealed class StepCounter(SeriesMap map, ReadingNotes notes)
{
    private const int RowsOfARun = 20;
    private const long LargestStep = 1L << 53;
    private long _rows;
    private long _first;
    private long _last;
    private long _lastRead;
    private long _offset;
    private double _epoch = double.NaN;
    private long _stride = -1;
    private bool _even = true;

    /// <summary>The step of the row in hand.</summary>
    internal long Step { get; private set; }

    /// <summary>Takes the next row of training; false when it begins another run: the step starts over.</summary>
    internal bool Next(LogRow row)
    {
        // A step beyond what a double counts exactly is damage or a time stamp.
        if (row.Step is { } given and > -LargestStep and < LargestStep)
        {
            Step = given;
            return true;
        }
        double epoch = Value(row, map.EpochKey);
        double read = Value(row, map.StepKey);
        if (!(Math.Abs(read) < LargestStep))
        {
            // Rows before the first step are counted; a row without one belongs to the step before it.
            Step = _rows == 0 || map.StepKey is not null ? _last : _last + 1;
            _rows++;
            _last = Step;
            return true;
        }
        long step = (long)read;
        if (_rows > 0 && step < _lastRead)
        {
            if (map.StepKey != map.EpochKey && epoch > _epoch)
                _offset = _last;
            else if (step <= _first && _rows >= RowsOfARun)
                return false;
            else
                notes.Add("note.map.resumed", step, _lastRead);
        }
        Take(step, epoch);
        return true;
    }

    /// <summary>Says at what interval the log was written, when it is not every step.</summary>
    internal void Finish()
    {
        if (_even && _stride > 1 && _rows > 2)
            notes.Add("note.map.stride", _stride);
    }

    private void Take(long step, double epoch)
    {
        if (_rows++ == 0)
            _first = step;
        else if (step > _lastRead)
            Measure(step - _lastRead);
        _lastRead = step;
        if (!double.IsNaN(epoch))
            _epoch = epoch;
        _last = Step = _offset + step;
    }

    private void Measure(long stride)
    {
        if (_stride < 0)
            _stride = stride;
        _even &= stride == _stride;
    }

    private static double Value(LogRow row, LogKey? key)
    {
        if (key is not null)
        {
            foreach (LogValue value in row.Values)
            {
                if (value.Key == key)
                    return value.Value;
            }
        }
        return double.NaN;
    }
}
