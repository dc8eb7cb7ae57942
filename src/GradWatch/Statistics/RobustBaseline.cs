namespace GradWatch.Statistics;

/// <summary>A series' own normal: where it lies, how it spreads, and what would be improbable.</summary>
/// <remarks>
/// Feed it logarithms. Non-finite values must stay outside. A value far off enters only as far as the baseline's own reach, so
/// one outlier neither moves the median nor widens the spread, and a lasting new level is taken over slowly. Unmanaged.
/// </remarks>
public struct RobustBaseline
{
    // In natural log: an outlier counts as at most a factor of 2 beyond the ordinary spread.
    private const double Reach = 0.7;
    private const int LeastHistory = 16;

    private const int Lag = 16;

    private SortedWindow _window;
    private double _earlier;
    private double _newer;
    private TailModel _tail;

    /// <summary>Values taken in.</summary>
    public long Count { get; private set; }

    /// <summary>The running median of the last 64 values; NaN when empty.</summary>
    public readonly double Median => _window.Median;

    /// <summary>The running quartile deviation, at least <paramref name="floor"/>.</summary>
    public readonly double Spread(double floor) => _window.Count < 4 ? floor : Math.Max(_window.QuartileDeviation, floor);

    /// <summary>A quantile of the last 64 values; NaN when empty.</summary>
    public readonly double Quantile(double share) => _window.Quantile(share);

    /// <summary>The least and the greatest of the newest values, at most so many; NaN when empty.</summary>
    public readonly (double Least, double Greatest) Newest(int count) => _window.Newest(count);

    /// <summary>How far above the median a value is exceeded with this probability a step.</summary>
    public readonly double Level(double probability, double floor) => Spread(floor) * _tail.Level(probability);

    /// <summary>The same with the spread of 16 to 32 values ago: what has just begun to grow has widened the newest one.</summary>
    public readonly double LevelBefore(double probability, double floor) =>
        Math.Max(Math.Min(Spread(floor), _earlier), floor) * _tail.Level(probability);

    /// <summary>Takes a finite value in.</summary>
    /// <param name="value">A logarithm, or a value on a linear scale.</param>
    /// <param name="floor">The least spread believed, in the same unit.</param>
    public void Add(double value, double floor)
    {
        if (_window.Count > 0)
        {
            double spread = Spread(floor);
            double median = _window.Median;
            // Residuals mean nothing before there is a spread to measure them with.
            if (_window.Count >= LeastHistory)
                _tail.Add((value - median) / spread);
            double reach = 3 * spread + Reach;
            value = Math.Clamp(value, median - reach, median + reach);
        }
        _window.Add(value);
        if (++Count % Lag == 0)
            (_earlier, _newer) = (Count > Lag ? _newer : Spread(floor), Spread(floor));
    }
}
