using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.ConsoleText;

/// <summary>The first line of each shape, held back until a second one shows that the shape recurs.</summary>
internal sealed class HeldRows(int most)
{
    private readonly Dictionary<int, SampledRow> _byShape = [];
    private readonly HashSet<int> _recurring = [];
    private readonly LogRow _released = new();

    /// <summary>Holds a row back when it is the first of its shape; false when the shape is known to recur, or now does.</summary>
    internal bool Hold(int shape, LogRow row)
    {
        if (_recurring.Contains(shape) || _byShape.ContainsKey(shape))
            return false;
        // Of so many shapes that came once, those held first are of a configuration.
        if (_byShape.Count >= most)
            _byShape.Remove(_byShape.Keys.First());
        _byShape.Add(shape, new SampledRow(row));
        return true;
    }

    /// <summary>The row held of a shape, once.</summary>
    internal LogRow? Release(int shape)
    {
        bool isHeld = _byShape.Remove(shape, out SampledRow? held);
        if (isHeld || _recurring.Count < most)
            _recurring.Add(shape);
        held?.CopyTo(_released);
        return isHeld ? _released : null;
    }

    /// <summary>All rows held, where no shape ever came twice.</summary>
    internal IEnumerable<LogRow> Remaining()
    {
        if (_recurring.Count > 0)
            yield break;
        foreach (SampledRow held in _byShape.Values)
        {
            held.CopyTo(_released);
            yield return _released;
        }
    }
}
