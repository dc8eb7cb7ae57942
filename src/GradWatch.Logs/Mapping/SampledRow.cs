namespace GradWatch.Logs.Mapping;

/// <summary>A row kept while the names are being found out: the reader goes on filling its one row.</summary>
internal sealed class SampledRow(LogRow row)
{
    private readonly LogValue[] _values = row.Values.ToArray();

    internal long? Step { get; } = row.Step;

    internal long Place { get; } = row.Place;

    internal bool IsEvaluation { get; } = row.IsEvaluation;

    internal ReadOnlySpan<LogValue> Values => _values;

    internal void CopyTo(LogRow other)
    {
        other.Clear(Place);
        other.Step = Step;
        other.IsEvaluation = IsEvaluation;
        foreach (LogValue value in _values)
            other.Add(value.Key, value.Value);
    }
}
