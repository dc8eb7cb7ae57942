namespace GradWatch.Guard;

/// <summary>The recent healthy gradient norms of a run, and their percentile.</summary>
/// <remarks>
/// A norm enters as it was before clipping, unless it is not finite, not positive, or more than <see cref="PercentileClipOptions.OutlierRatio"/>
/// times the median: an explosion neither raises the percentile nor is lost in it. After a window full of outliers in a row the run has
/// a new normal, and the history begins again. O(window) time a norm, no allocation.
/// </remarks>
public sealed class NormHistory
{
    private readonly PercentileClipOptions _options;
    private readonly double[] _arrived;
    private readonly double[] _sorted;
    private int _next;
    private int _outliersInARow;

    /// <summary>An empty history.</summary>
    public NormHistory(PercentileClipOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _arrived = new double[options.Window];
        _sorted = new double[options.Window];
    }

    /// <summary>How many norms it holds.</summary>
    public int Count { get; private set; }

    /// <summary>The percentile; infinite until <see cref="PercentileClipOptions.Warmup"/> norms are there.</summary>
    public double Limit => Count < _options.Warmup ? double.PositiveInfinity : Quantile(_options.Percentile / 100);

    /// <summary>Takes in the norm of a step; false when it is no healthy one.</summary>
    public bool Add(double norm)
    {
        if (!(norm > 0) || !double.IsFinite(norm))
            return false;
        if (Count >= _options.Warmup && norm > _options.OutlierRatio * Quantile(0.5))
        {
            if (++_outliersInARow < _options.Window)
                return false;
            Count = _next = 0;
        }
        _outliersInARow = 0;
        Enter(norm);
        return true;
    }

    private double Quantile(double share) => _sorted[(int)(share * (Count - 1))];

    private void Enter(double norm)
    {
        if (Count == _arrived.Length)
        {
            int leaves = Array.BinarySearch(_sorted, 0, Count, _arrived[_next]);
            Array.Copy(_sorted, leaves + 1, _sorted, leaves, Count - leaves - 1);
            Count--;
        }
        int place = Array.BinarySearch(_sorted, 0, Count, norm);
        place = place < 0 ? ~place : place;
        Array.Copy(_sorted, place, _sorted, place + 1, Count - place);
        _sorted[place] = norm;
        _arrived[_next] = norm;
        _next = (_next + 1) % _arrived.Length;
        Count++;
    }
}
