using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.Following;

/// <summary>What was seen of a log, when it is read anew from its beginning: only what came to it is new.</summary>
internal sealed class SeenRows(KeyTable keys)
{
    /// <summary>Rows that two histories have in common when they are one.</summary>
    private const int Compared = 8;

    private readonly List<SampledRow> _first = [];
    private readonly LogRow _fresh = new();
    private long[] _seen = [];
    private long[] _again = [];
    private long _rows;
    private long _rowsAgain;

    /// <summary>Begins to read from the beginning.</summary>
    internal void Begin()
    {
        Array.Clear(_again);
        _rowsAgain = 0;
    }

    /// <summary>The row without the values that were seen; null when none is new. Valid until the next.</summary>
    internal LogRow? Fresh(LogRow row)
    {
        if (_first.Count < Compared && _rowsAgain == _rows)
            _first.Add(new SampledRow(row));
        _rows = Math.Max(_rows, ++_rowsAgain);
        _fresh.Clear(row.Place);
        (_fresh.Step, _fresh.IsEvaluation) = (row.Step, row.IsEvaluation);
        foreach (LogValue value in row.Values)
        {
            Reserve(value.Key.Index);
            if (++_again[value.Key.Index] <= _seen[value.Key.Index])
                continue;
            _seen[value.Key.Index] = _again[value.Key.Index];
            _fresh.Add(value.Key, value.Value);
        }
        return _fresh.Values.IsEmpty ? null : _fresh;
    }

    /// <summary>True when rows read anew begin as those that were seen.</summary>
    internal bool HasBegunAlike(IReadOnlyList<SampledRow> rows) => _first.Zip(rows).All(pair => IsSame(pair.First, pair.Second));

    /// <summary>True when a row is the one that was seen in its place, as far as rows are kept.</summary>
    internal bool IsSame(int index, LogRow row) => index >= _first.Count || IsSame(_first[index], new SampledRow(row));

    // By name: the keys of the second may be of another reading. Columns may have been added.
    private static bool IsSame(SampledRow first, SampledRow second)
    {
        foreach (LogValue value in first.Values)
        {
            bool found = false;
            foreach (LogValue other in second.Values)
                found |= other.Key.Name == value.Key.Name && other.Value.Equals(value.Value);
            if (!found)
                return false;
        }
        return true;
    }

    private void Reserve(int index)
    {
        if (index < _seen.Length)
            return;
        int length = Math.Max(keys.Keys.Count, 2 * _seen.Length);
        Array.Resize(ref _seen, length);
        Array.Resize(ref _again, length);
    }
}
