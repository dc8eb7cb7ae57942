namespace GradWatch.Statistics;

/// <summary>Sums over points (step, value) that tell of a least-squares line through them and of the noise about it. Unmanaged.</summary>
internal struct LineSums
{
    private const double MostAlike = 0.98;

    private double _t;
    private double _y;
    private double _tt;
    private double _ty;
    private double _yy;
    private double _lastStep;
    private double _lastValue;
    private double _gaps;
    private double _risesByGaps;
    private double _rises;

    internal int Count { get; private set; }

    internal readonly double MeanStep => _t / Count;

    internal readonly double MeanValue => _y / Count;

    internal readonly double Across => _tt - _t * _t / Count;

    internal readonly double Slope => Across > 0 ? (_ty - _t * _y / Count) / Across : 0;

    // About the line with this slope through the mean.
    internal readonly double Variance(double slope) =>
        Math.Max(0, _yy - _y * _y / Count - 2 * slope * (_ty - _t * _y / Count) + slope * slope * Across) / (Count - 2);

    internal void Add(double step, double value)
    {
        if (Count++ > 0)
        {
            double gap = step - _lastStep, rise = value - _lastValue;
            _gaps += gap * gap;
            _risesByGaps += rise * gap;
            _rises += rise * rise;
        }
        (_lastStep, _lastValue) = (step, value);
        _t += step;
        _y += value;
        _tt += step * step;
        _ty += step * value;
        _yy += value * value;
    }

    /// <summary>The squared standard error of a slope, neighbours being as alike as their differences say.</summary>
    internal readonly double SlopeVariance(double slope) => Variance(slope) * Likeness(slope) / Across;

    // ρ from the differences of neighbouring residuals (Durbin and Watson 1950). A line through few points takes (1 + 4ρ)/n of it
    // away (Marriott and Pope 1954). The errors of a process of first order grow by (1 + ρ)/(1 − ρ).
    private readonly double Likeness(double slope)
    {
        double unexplained = Variance(slope) * (Count - 2);
        double steps = Math.Max(0, _rises - 2 * slope * _risesByGaps + slope * slope * _gaps);
        double alike = unexplained > 0 ? 1 - steps / (2 * unexplained) : 0;
        alike = Math.Clamp(alike + (1 + 4 * alike) / Count, 0, MostAlike);
        return (1 + alike) / (1 - alike);
    }
}
