namespace GradWatch.Statistics;

/// <summary>How far above its baseline a value is improbable, learnt from the series itself.</summary>
/// <remarks>
/// Extreme-value theory: beyond a high level residuals follow a generalised Pareto law (streaming peaks over threshold, Siffer
/// et al. 2017). Its shape is read off three running quantiles, 0.1, 0.01 and 0.001 above, kept by stochastic approximation:
/// each residual moves them by a bounded step, so that one outlier, however far, hides no other. Unmanaged.
/// </remarks>
public struct TailModel
{
    // Residuals before the running quantiles begin to move; until then they are those of a Gaussian of the spread seen.
    private const long Settling = 20;
    // Counts as so many exceedances already seen: a quantile of 0.001 cannot be known after 200 residuals.
    private const double Prior = 10;
    private const double LeastGain = 0.01;
    // A tail lighter than this is not believed: it would turn ordinary luck into alarms.
    private const double LeastShape = 0.05;
    private const double GreatestShape = 0.5;
    // The quantiles of a Gaussian in quartile deviations.
    private const double Gauss1 = 1.90, Gauss2 = 3.45, Gauss3 = 4.58;

    private double _tenth;
    private double _hundredth;
    private double _thousandth;

    /// <summary>Residuals seen.</summary>
    public long Count { get; private set; }

    /// <summary>The residual that is exceeded with this probability at a step.</summary>
    /// <param name="probability">At most 1e-3.</param>
    /// <param name="scale">The spread of the residuals (quartile deviation), which the tail cannot be narrower than.</param>
    public readonly double Level(double probability, double scale)
    {
        if (Count < Settling)
            return scale * Extrapolate(Gauss1, Gauss2 - Gauss1, LeastShape, probability);
        double inner = Math.Max(_hundredth - _tenth, 0.5 * scale);
        double outer = Math.Max(_thousandth - _hundredth, 0.1 * scale);
        double shape = Math.Clamp(Math.Log10(outer / inner), LeastShape, GreatestShape);
        return Extrapolate(Math.Max(_tenth, scale), inner, shape, probability);
    }

    /// <summary>Takes a residual in.</summary>
    public void Add(double residual, double scale)
    {
        if (Count++ < Settling)
        {
            (_tenth, _hundredth, _thousandth) = (Gauss1 * scale, Gauss2 * scale, Gauss3 * scale);
            return;
        }
        Move(ref _tenth, residual, 0.1, scale);
        Move(ref _hundredth, residual, 0.01, Math.Max(_hundredth - _tenth, scale));
        Move(ref _thousandth, residual, 0.001, Math.Max(_thousandth - _hundredth, scale));
        _hundredth = Math.Max(_hundredth, _tenth);
        _thousandth = Math.Max(_thousandth, _hundredth);
    }

    private readonly void Move(ref double quantile, double residual, double share, double scale)
    {
        double weight = Count * share + Prior;
        double gain = weight * LeastGain > 1 ? scale * LeastGain : scale / weight;
        quantile += residual > quantile ? gain * (1 - share) : -gain * share;
    }

    // u(p) = u(0.1) + (u(0.01) − u(0.1)) · ((0.1/p)^ξ − 1) / (10^ξ − 1)
    private static double Extrapolate(double tenth, double inner, double shape, double probability) =>
        tenth + inner * (Math.Pow(0.1 / probability, shape) - 1) / (Math.Pow(10, shape) - 1);
}
