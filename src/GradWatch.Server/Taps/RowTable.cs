using GradWatch.Observations;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;

namespace GradWatch.Server.Taps;

/// <summary>Points that come in any order, as rows in the order of their steps. A second value of a series at one step is a row of its own.</summary>
internal sealed class RowTable
{
    private readonly SortedDictionary<(long Step, int Turn), List<(int Series, double Value)>> _rows = [];
    private readonly Dictionary<Series, int> _places = [];
    private readonly Dictionary<(int Series, long Step), int> _turns = [];
    private readonly List<Series> _series = [];

    /// <summary>Points so far.</summary>
    internal int Count { get; private set; }

    internal void Add(Series series, long step, double value)
    {
        if (!_places.TryGetValue(series, out int place))
        {
            _places.Add(series, place = _series.Count);
            _series.Add(series);
        }
        int turn = _turns[(place, step)] = _turns.GetValueOrDefault((place, step), -1) + 1;
        if (!_rows.TryGetValue((step, turn), out List<(int Series, double Value)>? row))
            _rows.Add((step, turn), row = []);
        row.Add((place, value));
        Count++;
    }

    internal RunBatch ToBatch()
    {
        StepRows rows = new();
        foreach (((long step, _), List<(int Series, double Value)> row) in _rows)
        {
            rows.Begin(step);
            foreach ((int series, double value) in row)
                rows.Add(series, value);
        }
        return new RunBatch { Series = _series, Rows = rows };
    }
}
