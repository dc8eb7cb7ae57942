using GradWatch.Observations;
using GradWatch.Storage.Runs;

namespace GradWatch.Server.Sending;

/// <summary>Gathers the values of a row until its step is known, and the rows of a batch.</summary>
internal sealed class JsonRow
{
    private readonly List<Series> _series = [];
    private readonly Dictionary<Series, int> _indices = [];
    private readonly List<(int Series, double Value)> _values = [];
    private int _scale = -1;

    internal StepRows Rows { get; } = new();

    internal IReadOnlyList<Series> Series => _series;

    internal void Clear()
    {
        _values.Clear();
        _scale = -1;
    }

    internal void Add(Series series, double value)
    {
        if (!_indices.TryGetValue(series, out int index))
        {
            _indices.Add(series, index = _series.Count);
            _series.Add(series);
        }
        if (series.Quantity == Quantity.LossScale)
            _scale = _values.Count;
        _values.Add((index, value));
    }

    /// <summary>Detectors learn of a changed loss scale before they see what it explains.</summary>
    internal void End(long step)
    {
        Rows.Begin(step);
        if (_scale >= 0)
            Rows.Add(_values[_scale].Series, _values[_scale].Value);
        for (int i = 0; i < _values.Count; i++)
        {
            if (i != _scale)
                Rows.Add(_values[i].Series, _values[i].Value);
        }
    }
}
