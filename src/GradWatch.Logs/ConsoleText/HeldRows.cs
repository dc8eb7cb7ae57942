using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.ConsoleText;

/// <summary>The first line of each shape, held back until a second one shows that the shape recurs.</summary>
internal sealed class HeldRows(int most)
{
    private readonly Dictionary<int, SampledRow?> _byShape = [];
    private readonly LogRow _released = new();
    private bool _recurred;

    /// <summary>Holds a row back when it is the first of its shape; false when the shape is known to recur.</summary>
    internal bool Hold(int shape, LogRow row)
    {
        if (_byShape.TryGetValue(shape, out SampledRow? _) || _byShape.Count >= most)
            return false;
        _byShape.Add(shape, new SampledRow(row));
        return true;
    }

    /// <summary>The row held of a shape, once.</summary>
    internal LogRow? Release(int shape)
    {
        _recurred = true;
        if (!_byShape.TryGetValue(shape, out SampledRow? held) || held is null)
            return null;
        _byShape[shape] = null;
        held.CopyTo(_released);
        return _released;
    }

    /// <summary>All rows held, where no shape ever came twice.</summary>
    internal IEnumerable<LogRow> Remaining()
    {
        if (_recurred)
            yield break;
        foreach (SampledRow? held in _byShape.Values)
        {
            held!.CopyTo(_released);
            yield return _released;
        }
    }
}
