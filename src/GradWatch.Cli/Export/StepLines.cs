using GradWatch.Storage.Runs;

namespace GradWatch.Cli.Export;

/// <summary>Joins the rows of one step that follow each other, as long as no series comes twice: a table has a line a step.</summary>
internal sealed class StepLines(int series)
{
    private readonly bool[] _known = new bool[series];
    private readonly double[] _values = new double[series];
    private readonly List<int> _order = [];

    internal long Step { get; private set; }

    /// <summary>The series of the line, in the order in which they came.</summary>
    internal IReadOnlyList<int> Order => _order;

    internal bool IsEmpty => _order.Count == 0;

    internal double this[int series] => _values[series];

    internal bool Has(int series) => _known[series];

    /// <summary>Adds a row; false when it begins another line: write this one, clear it, and add again.</summary>
    internal bool TryAdd(StepRows rows, int row)
    {
        ReadOnlySpan<int> indices = rows.SeriesOf(row);
        if (!IsEmpty && (rows.Steps[row] != Step || Repeats(indices)))
            return false;
        Step = rows.Steps[row];
        ReadOnlySpan<double> values = rows.ValuesOf(row);
        for (int i = 0; i < indices.Length; i++)
        {
            // A series twice within a row: a table has one cell for it, and the last value stands.
            if (!_known[indices[i]])
                _order.Add(indices[i]);
            (_known[indices[i]], _values[indices[i]]) = (true, values[i]);
        }
        return true;
    }

    internal void Clear()
    {
        foreach (int index in _order)
            _known[index] = false;
        _order.Clear();
    }

    private bool Repeats(ReadOnlySpan<int> indices)
    {
        foreach (int index in indices)
        {
            if (_known[index])
                return true;
        }
        return false;
    }
}
