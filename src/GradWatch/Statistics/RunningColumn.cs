namespace GradWatch.Statistics;

/// <summary>One feature while a batch is read.</summary>
internal struct RunningColumn
{
    private long _count;
    private long _nan;
    private long _infinite;
    private long _zeroOrOne;
    private double _mean;
    private double _squares;
    private double _minimum;
    private double _maximum;

    internal void Add(double value)
    {
        if (!double.IsFinite(value))
        {
            if (double.IsNaN(value))
                _nan++;
            else
                _infinite++;
            return;
        }
        if (_count++ == 0)
            _minimum = _maximum = value;
        double apart = value - _mean;
        _mean += apart / _count;
        _squares += apart * (value - _mean);
        _minimum = Math.Min(_minimum, value);
        _maximum = Math.Max(_maximum, value);
        if (value is 0 or 1)
            _zeroOrOne++;
    }

    internal readonly ColumnStatistics Statistics => new()
    {
        Count = _count,
        NaN = _nan,
        Infinite = _infinite,
        ZeroOrOne = _zeroOrOne,
        Mean = _mean,
        SquaredDeviations = _squares,
        Minimum = _minimum,
        Maximum = _maximum,
    };
}
