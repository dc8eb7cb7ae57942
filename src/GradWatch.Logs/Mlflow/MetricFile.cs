using System.Buffers.Text;
using GradWatch.Wording;

namespace GradWatch.Logs.Mlflow;

/// <summary>The file of one metric, read line by line: <c>milliseconds value step</c>.</summary>
/// <remarks>
/// The file is opened for each piece of it and closed again: a run with thousands of metrics would use up the open files
/// that a process is allowed.
/// </remarks>
internal sealed class MetricFile(string path, LogKey key, int number, ReadingNotes notes)
{
    private const int Piece = 16 * 1024;
    private const int FewestFields = 2;

    private byte[] _buffer = [];
    private int _start;
    private int _end;
    private long _read;
    private long _line;
    private int _round;
    private long _step = long.MinValue;
    private long _values;
    private bool? _isWithoutSteps;

    /// <summary>The name of the metric.</summary>
    public LogKey Key => key;

    /// <summary>The value in hand.</summary>
    public double Value { get; private set; }

    /// <summary>Where the value in hand belongs.</summary>
    public MetricPosition Position => new(_round, _step, number);

    /// <summary>Steps to the next value; false at the end.</summary>
    public bool MoveNext()
    {
        while (TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (line.Trim(" \t\r"u8).IsEmpty)
                continue;
            if (!TryParse(line, out double value, out long step))
            {
                notes.Add("note.mlflow.bad_line", path, _line);
                continue;
            }
            Value = value;
            Place(WithoutSteps() ? _values : step);
            _values++;
            return true;
        }
        return false;
    }

    private static bool TryParse(ReadOnlySpan<byte> line, out double value, out long step)
    {
        (value, step) = (0, 0);
        int fields = 0;
        foreach (Range range in line.SplitAny(" \t\r"u8))
        {
            ReadOnlySpan<byte> field = line[range];
            if (field.IsEmpty)
                continue;
            fields++;
            bool isGood = fields switch
            {
                1 => IsWhole(field, out _),
                2 => PythonFloat.TryParse(field, out value),
                3 => IsWhole(field, out step),
                _ => true, // newer versions add the data set's name and digest
            };
            if (!isGood)
                return false;
        }
        return fields >= FewestFields;
    }

    private static bool IsWhole(ReadOnlySpan<byte> field, out long number) =>
        Utf8Parser.TryParse(field, out number, out int consumed) && consumed == field.Length;

    private void Place(long step)
    {
        if (step <= _step)
            _round++;
        _step = step;
    }

    /// <summary>True when every line of the first piece, of two or more, has step 0: nobody passed a step to
    /// log_metric.</summary>
    private bool WithoutSteps()
    {
        if (_isWithoutSteps is { } known)
            return known;
        int lines = 1; // the line in hand, of which the step is looked at below
        bool isZero = IsZeroStep(_buffer.AsSpan(0, _start).TrimEnd("\r\n"u8));
        ReadOnlySpan<byte> rest = _buffer.AsSpan(_start, _end - _start);
        for (int length; isZero && (length = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(length + 1)..])
        {
            isZero = IsZeroStep(rest[..length]);
            lines++;
        }
        _isWithoutSteps = isZero && lines > 1;
        if (isZero && lines > 1)
            notes.Add("note.mlflow.no_steps", key.Name);
        return _isWithoutSteps.Value;
    }

    private static bool IsZeroStep(ReadOnlySpan<byte> line) =>
        TryParse(line[(line.LastIndexOf((byte)'\n') + 1)..], out _, out long step) && step == 0;

    private bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        _line++;
        bool isCut = false;
        while (true)
        {
            ReadOnlySpan<byte> buffered = _buffer.AsSpan(_start, _end - _start);
            int length = buffered.IndexOf((byte)'\n');
            if (length >= 0)
            {
                _start += length + 1;
                line = isCut ? "?"u8 : buffered[..length];
                return true;
            }
            if (buffered.Length == Piece)
                (isCut, _start) = (true, _end); // no metric has so long a line
            if (Refill())
                continue;
            if (isCut || _end > _start)
                notes.Add("note.mlflow.torn", path);
            line = default;
            return false;
        }
    }

    private bool Refill()
    {
        if (_buffer.Length == 0)
            _buffer = new byte[Piece];
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            file.Seek(_read, SeekOrigin.Begin);
            int count = file.Read(_buffer, _end, _buffer.Length - _end);
            (_end, _read) = (_end + count, _read + count);
            return count > 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableLogException(path, new Sentence("note.mlflow.unreadable", e.Message), line: _line, inner: e);
        }
    }
}
