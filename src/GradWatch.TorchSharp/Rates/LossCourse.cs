namespace GradWatch.TorchSharp.Rates;

/// <summary>The loss of a range test, smoothed, and whether it has left its best behind.</summary>
internal sealed class LossCourse(LearningRateFinderOptions options)
{
    // A loss that was nearly solved diverges when it is back at a part of its start.
    private const double OfFirst = 0.1;

    private double _sum;
    private double _weight;
    private double _first = double.NaN;
    private double _best = double.PositiveInfinity;

    /// <summary>True from the step on at which the loss is not finite or far above its best.</summary>
    internal bool Diverges { get; private set; }

    /// <summary>Takes one loss more and returns the smoothed one.</summary>
    internal double Add(double loss)
    {
        if (double.IsNaN(_first))
            _first = loss;
        _sum = options.Smoothing * _sum + (1 - options.Smoothing) * loss;
        _weight = options.Smoothing * _weight + (1 - options.Smoothing);
        double smoothed = _sum / _weight;
        double line = _best + (options.DivergenceTimes - 1) * Math.Max(Math.Abs(_best), OfFirst * Math.Abs(_first));
        Diverges |= !double.IsFinite(smoothed) || smoothed > line;
        _best = Math.Min(_best, smoothed);
        return smoothed;
    }
}
