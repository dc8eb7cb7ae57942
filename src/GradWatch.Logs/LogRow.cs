using GradWatch.Logs.Mapping;

namespace GradWatch.Logs;

/// <summary>One value under the name that the log gives it.</summary>
/// <param name="Key">The name.</param>
/// <param name="Value">The number; NaN and infinities are values like others.</param>
public readonly record struct LogValue(LogKey Key, double Value);

/// <summary>What a log says at one place: a CSV row, a JSON object, an event, a line. Reused: valid until the next is read.</summary>
/// <remarks>
/// A reader fills it with every number it finds and does not judge names: which key is the loss, which the step and which
/// belong to evaluation is decided by <c>SeriesMap</c>, the same way for all formats.
/// </remarks>
public sealed class LogRow
{
    private LogValue[] _values = new LogValue[16];
    private int _count;

    /// <summary>The step, where the format itself has one (TensorBoard, W&amp;B, MLflow); null where it is one of the values.</summary>
    public long? Step { get; set; }

    /// <summary>The line, counted from 1, or the byte offset of a binary format: for messages.</summary>
    public long Place { get; set; }

    /// <summary>True for a row that the reader knows to be of evaluation, not of training.</summary>
    public bool IsEvaluation { get; set; }

    /// <summary>Where a line of text says that it is: a count of steps that may start over each epoch.</summary>
    internal RowPosition Position { get; set; } = RowPosition.Unknown;

    /// <summary>The values, in the order of the log.</summary>
    public ReadOnlySpan<LogValue> Values => _values.AsSpan(0, _count);

    /// <summary>Adds a value.</summary>
    public void Add(LogKey key, double value)
    {
        if (_count == _values.Length)
            Array.Resize(ref _values, _count * 2);
        _values[_count++] = new LogValue(key, value);
    }

    /// <summary>Empties the row for the next place in the log.</summary>
    public void Clear(long place)
    {
        _count = 0;
        Step = null;
        IsEvaluation = false;
        Position = RowPosition.Unknown;
        Place = place;
    }

    /// <summary>The first value of a key; NaN when the row has none.</summary>
    internal double Value(LogKey key) => Value(Values, key);

    /// <summary>The first value of a key among values; NaN when there is none.</summary>
    internal static double Value(ReadOnlySpan<LogValue> values, LogKey key)
    {
        foreach (LogValue value in values)
        {
            if (value.Key == key)
                return value.Value;
        }
        return double.NaN;
    }
}
