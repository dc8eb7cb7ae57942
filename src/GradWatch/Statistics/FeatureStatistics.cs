using System.Numerics;

namespace GradWatch.Statistics;

/// <summary>The statistics of each feature of a data set, gathered batch by batch and mergeable over parts of the data.</summary>
/// <remarks>Welford's recurrence (1962) in double: exact where the mean is a million times the spread. Not safe from several threads;
/// give each its own and <see cref="Merge"/>.</remarks>
public sealed class FeatureStatistics
{
    private readonly ColumnStatistics[] _columns;

    /// <summary>Of so many features, none seen yet.</summary>
    public FeatureStatistics(int features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        _columns = new ColumnStatistics[features];
    }

    /// <summary>Of features whose statistics are known, as they were saved.</summary>
    public FeatureStatistics(IEnumerable<ColumnStatistics> columns)
    {
        _columns = [.. columns];
        ArgumentOutOfRangeException.ThrowIfLessThan(_columns.Length, 1, nameof(columns));
    }

    /// <summary>How many features.</summary>
    public int Features => _columns.Length;

    /// <summary>The features in order.</summary>
    public IReadOnlyList<ColumnStatistics> Columns => _columns;

    /// <summary>All features as one.</summary>
    public ColumnStatistics Whole
    {
        get
        {
            ColumnStatistics whole = default;
            foreach (ColumnStatistics column in _columns)
                whole += column;
            return whole;
        }
    }

    /// <summary>Adds a batch laid out as [rows, features, inner].</summary>
    /// <param name="values">All of it, row by row. Throws <see cref="ArgumentException"/> when that is not a whole number of rows.</param>
    /// <param name="inner">Values of a feature that lie together: 1 for a table, height × width for the channels of images.</param>
    public void Add(ReadOnlySpan<float> values, int inner = 1) => AddRows(values, inner);

    /// <inheritdoc cref="Add(ReadOnlySpan{float}, int)"/>
    public void Add(ReadOnlySpan<double> values, int inner = 1) => AddRows(values, inner);

    /// <summary>Adds what was gathered over another part of the same data. Throws when that has another number of features.</summary>
    public void Merge(FeatureStatistics other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Features != Features)
            throw new ArgumentException($"{other.Features} features cannot be merged into {Features}", nameof(other));
        for (int feature = 0; feature < _columns.Length; feature++)
            _columns[feature] += other._columns[feature];
    }

    private void AddRows<T>(ReadOnlySpan<T> values, int inner) where T : unmanaged, INumberBase<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inner, 1);
        long row = (long)_columns.Length * inner;
        if (values.Length % row != 0)
            throw new ArgumentException($"{values.Length} values are not a whole number of rows of {row}", nameof(values));
        var running = new RunningColumn[_columns.Length];
        while (!values.IsEmpty)
        {
            foreach (ref RunningColumn column in running.AsSpan())
            {
                foreach (T value in values[..inner])
                    column.Add(double.CreateTruncating(value));
                values = values[inner..];
            }
        }
        for (int feature = 0; feature < running.Length; feature++)
            _columns[feature] += running[feature].Statistics;
    }
}
