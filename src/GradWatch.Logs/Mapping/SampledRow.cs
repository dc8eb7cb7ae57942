namespace GradWatch.Logs.Mapping;

/// <summary>A row kept while the names are being found out: the reader goes on filling its one row.</summary>
internal sealed class SampledRow(LogRow row)
{
    private readonly LogValue[] _values = row.Values.ToArray();

    internal long? Step { get; } = row.Step;

    internal long Place { get; } = row.Place;

    internal RowPosition Position { get; } = row.Position;

    internal bool IsEvaluation { get; } = row.IsEvaluation;

    internal ReadOnlySpan<LogValue> Values => _values;

    internal double Value(LogKey key) => LogRow.Value(_values, key);

    internal bool Has(LogKey key)
    {
        foreach (LogValue value in _values)
        {
            if (value.Key == key)
                return true;
        }
        return false;
    }

    internal void CopyTo(LogRow other)
    {
        other.Clear(Place);
        other.Step = Step;
        other.Position = Position;
        other.IsEvaluation = IsEvaluation;
        foreach (LogValue value in _values)
            other.Add(value.Key, value.Value);
    }
}
