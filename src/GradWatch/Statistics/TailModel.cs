namespace GradWatch.Statistics;

/// <summary>How far a value may lie above its baseline before it is improbable, learnt from the series itself.</summary>
/// <remarks>
/// Peaks over threshold (Siffer et al. 2017, streaming) with a generalised Pareto tail fitted by its first two moments, which
/// need no stored peaks. Threshold: the running 90th percentile of the residuals, by stochastic approximation. Until peaks
/// have been seen, a prior counts as <see cref="PriorPeaks"/> peaks of an exponential tail. Unmanaged: can be saved as bytes.
/// </remarks>
public struct TailModel
{
    private const double PeakShare = 0.1;
    private const double PriorPeaks = 8;
    // A lighter tail than this is not believed on a few dozen peaks: it would turn ordinary luck into alarms.
    private const double LeastShape = 0.05;
    private const double GreatestShape = 0.45;
    private const double Forgetting = 1.0 / 200;

    private double _threshold;
    private double _weight;
    private double _mean;
    private double _square;

    /// <summary>Residuals seen.</summary>
    public long Count { get; private set; }

    /// <summary>The residual that is exceeded with this probability at a step.</summary>
    /// <param name="probability">Far below 0.1, e.g. 1e-5.</param>
    /// <param name="scale">The spread of the residuals (quartile deviation): the prior's measure.</param>
    public readonly double Level(double probability, double scale)
    {
        double prior = Math.Max(scale, 1e-12);
        double weight = _weight + PriorPeaks;
        double mean = (_mean * _weight + prior * PriorPeaks) / weight;
        double square = (_square * _weight + 2 * prior * prior * PriorPeaks) / weight;
        double variance = Math.Max(square - mean * mean, 1e-300);
        double shape = Math.Clamp(0.5 * (1 - mean * mean / variance), LeastShape, GreatestShape);
        double spread = mean * (1 - shape);
        return Math.Max(_threshold, 0) + spread / shape * (Math.Pow(PeakShare / probability, shape) - 1);
    }

    /// <summary>Takes a residual in; one beyond <paramref name="limit"/> counts as the limit, so that an outlier does not hide the next.</summary>
    public void Add(double residual, double scale, double limit)
    {
        residual = Math.Min(residual, limit);
        double step = Math.Max(scale, 1e-12) * Math.Max(0.02, 1.0 / (1 + Count));
        if (Count++ == 0)
            _threshold = scale * 1.9;
        _threshold += residual > _threshold ? step * (1 - PeakShare) : -step * PeakShare;
        if (residual <= _threshold || _threshold < 0)
            return;
        double excess = residual - _threshold;
        double rate = Math.Max(Forgetting, 1 / (_weight + 1));
        _weight = Math.Min(_weight + 1, 1 / Forgetting);
        _mean += rate * (excess - _mean);
        _square += rate * (excess * excess - _square);
    }
}
