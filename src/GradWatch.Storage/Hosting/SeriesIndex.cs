using GradWatch.Observations;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Hosting;

/// <summary>The series of a run and the numbers that rows name them by.</summary>
internal sealed class SeriesIndex
{
    private readonly Dictionary<Series, int> _indices = [];
    private readonly List<Series> _series = [];

    internal int Count => _series.Count;

    internal Series this[int index] => _series[index];

    internal bool TryFind(Series series, out int index) => _indices.TryGetValue(series, out index);

    internal int Add(Series series)
    {
        _indices.Add(series, _series.Count);
        _series.Add(series);
        return _series.Count - 1;
    }

    internal void Add(IEnumerable<SeriesEntry> entries)
    {
        foreach (SeriesEntry entry in entries.OrderBy(entry => entry.Index).Skip(Count))
            Add(entry.Series);
    }
}
