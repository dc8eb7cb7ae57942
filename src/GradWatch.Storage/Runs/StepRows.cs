namespace GradWatch.Storage.Runs;

/// <summary>Rows as they arrived: each is one step with the values of some series, in the order in which they came.</summary>
/// <remarks>The buffers are kept and grow; a cleared one allocates nothing until it holds more than before. Not thread-safe.</remarks>
public sealed class StepRows
{
    private long[] _steps = new long[16];
    private int[] _ends = new int[16];
    private int[] _series = new int[64];
    private double[] _values = new double[64];

    /// <summary>Rows.</summary>
    public int Count { get; private set; }

    /// <summary>Values of all rows together.</summary>
    public int Values { get; private set; }

    /// <summary>The step of each row.</summary>
    public ReadOnlySpan<long> Steps => _steps.AsSpan(0, Count);

    /// <summary>The values of all rows, row after row.</summary>
    internal ReadOnlySpan<double> AllValues => _values.AsSpan(0, Values);

    /// <summary>Begins a row; the values added next belong to it.</summary>
    public void Begin(long step)
    {
        if (Count == _steps.Length)
        {
            Array.Resize(ref _steps, Count * 2);
            Array.Resize(ref _ends, Count * 2);
        }
        _steps[Count] = step;
        _ends[Count++] = Values;
    }

    /// <summary>Adds a value to the row that was begun last. NaN and infinities are values.</summary>
    public void Add(int series, double value)
    {
        if (Count == 0)
            throw new InvalidOperationException("begin a row before adding a value to it");
        if (Values == _series.Length)
        {
            Array.Resize(ref _series, Values * 2);
            Array.Resize(ref _values, Values * 2);
        }
        _series[Values] = series;
        _values[Values++] = value;
        _ends[Count - 1] = Values;
    }

    /// <summary>The series of a row's values, by index.</summary>
    public ReadOnlySpan<int> SeriesOf(int row) => _series.AsSpan(StartOf(row), _ends[row] - StartOf(row));

    /// <summary>The values of a row, beside <see cref="SeriesOf"/>.</summary>
    public ReadOnlySpan<double> ValuesOf(int row) => _values.AsSpan(StartOf(row), _ends[row] - StartOf(row));

    /// <summary>Adds a row of another buffer.</summary>
    public void Append(StepRows other, int row)
    {
        ArgumentNullException.ThrowIfNull(other);
        Begin(other.Steps[row]);
        other.ValuesOf(row).CopyTo(Add(other.SeriesOf(row)));
    }

    /// <summary>Adds values to the row that was begun last: room for as many as there are series, to be filled by the caller.</summary>
    public Span<double> Add(ReadOnlySpan<int> series)
    {
        if (Count == 0)
            throw new InvalidOperationException("begin a row before adding values to it");
        while (Values + series.Length > _series.Length)
        {
            Array.Resize(ref _series, 2 * _series.Length);
            Array.Resize(ref _values, 2 * _values.Length);
        }
        series.CopyTo(_series.AsSpan(Values));
        Values += series.Length;
        _ends[Count - 1] = Values;
        return _values.AsSpan(Values - series.Length, series.Length);
    }

    /// <summary>Empties the buffer and keeps its memory.</summary>
    public void Clear() => (Count, Values) = (0, 0);

    private int StartOf(int row) => row == 0 ? 0 : _ends[row - 1];
}
