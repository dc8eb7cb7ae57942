namespace GradWatch.Statistics;

/// <summary>The least-squares line through all points added, and where it goes, in constant memory. Unmanaged.</summary>
/// <remarks>
/// Noise of training is not independent, and a slow wandering hides behind a fast one. The error of the slope is therefore taken from
/// the points, from means of 8 and from means of 64 of them, and the largest of the three counts.
/// </remarks>
public struct RunningLine
{
    private const int InBlock = 8;
    private const int LeastBlocks = 12;

    private double _origin;
    private LineSums _points;
    private LineSums _eights;
    private LineSums _sixtyFours;
    private double _stepOfEight;
    private double _sumOfEight;
    private double _stepOfSixtyFour;
    private double _sumOfSixtyFour;

    /// <summary>How many points were added.</summary>
    public readonly int Count => _points.Count;

    /// <summary>Change of the value a step; 0 for fewer than two points.</summary>
    public readonly double Slope => _points.Slope;

    /// <summary>Adds a point; steps ascend.</summary>
    public void Add(double step, double value)
    {
        if (Count == 0)
            _origin = step;
        double at = step - _origin;
        _points.Add(at, value);
        _stepOfEight += at / InBlock;
        _sumOfEight += value / InBlock;
        if (Count % InBlock != 0)
            return;
        _eights.Add(_stepOfEight, _sumOfEight);
        _stepOfSixtyFour += _stepOfEight / InBlock;
        _sumOfSixtyFour += _sumOfEight / InBlock;
        (_stepOfEight, _sumOfEight) = (0, 0);
        if (_eights.Count % InBlock != 0)
            return;
        _sixtyFours.Add(_stepOfSixtyFour, _sumOfSixtyFour);
        (_stepOfSixtyFour, _sumOfSixtyFour) = (0, 0);
    }

    /// <summary>When noise about the line first reaches a level, with an interval; null for a line that does not rise.</summary>
    /// <param name="level">The level, above the line.</param>
    /// <param name="errors">Standard errors to each side: 1.28 for 80 % of the cases, were the noise Gaussian and the growth even.</param>
    /// <param name="uneven">Share by which the slope itself may change: no growth is even.</param>
    public readonly Forecast? Reaches(double level, double errors, double uneven)
    {
        double slope = Slope;
        if (Count < 3 || !(slope > 0))
            return null;
        double noise = Math.Sqrt(_points.Variance(slope));
        double slopeError = Math.Sqrt(SlopeVariance(slope) + uneven * uneven * slope * slope);
        // Of the many values while a slow line rises by the size of its noise, the largest reaches the level first.
        double ahead = noise * Math.Sqrt(2 * Math.Log(1 + noise / slope));
        double step = _origin + _points.MeanStep, left = level - _points.MeanValue - ahead;
        double slowest = slope - errors * slopeError;
        return new Forecast(
            step + left / slope,
            step + (left - 0.5 * errors * noise) / (slope + errors * slopeError),
            slowest > 0 ? step + (left + 0.5 * errors * noise) / slowest : double.PositiveInfinity);
    }

    private readonly double SlopeVariance(double slope)
    {
        double variance = _points.SlopeVariance(slope);
        if (_eights.Count >= LeastBlocks)
            variance = Math.Max(variance, _eights.SlopeVariance(slope));
        return _sixtyFours.Count >= LeastBlocks ? Math.Max(variance, _sixtyFours.SlopeVariance(slope)) : variance;
    }
}
