using System.Runtime.CompilerServices;

namespace GradWatch.Statistics;

/// <summary>How far above its baseline a value is improbable, learnt from the series itself.</summary>
/// <remarks>
/// Extreme-value theory: beyond a high level residuals follow a generalised Pareto law (peaks over threshold in streams, Siffer et
/// al. 2017). It is fitted to the largest residuals by probability-weighted moments (Hosking and Wallis 1987), and drawn towards what
/// was known before while there are few. After 16384 residuals the peaks are gathered afresh, so that a wild youth is forgotten. A
/// residual far beyond all others enters late and only as far as they reach: one incident hides no other. Unmanaged.
/// </remarks>
public struct TailModel
{
    private const int Capacity = 256;
    private const long Memory = 16384;
    // The tail is the largest eighth of the residuals, as long as the peaks kept reach so far down.
    private const int TailShare = 8;
    private const int LeastPeaks = 8;
    // What is known of a tail before any is seen, in quartile deviations: the excess and level of a Gaussian, a shape a little heavier.
    private const double GaussLevel = 1.7;
    private const double GaussExcess = 0.65;
    private const double PriorShape = 0.15;
    private const double PriorWeight = 16;
    // The moments find the shape of a heavy tail too light by about as much.
    private const double Bias = 0.08;
    private const double LeastShape = 0.02;
    private const double GreatestShape = 0.6;
    // A young series may be called out at worse odds, c/n after n values: over a run these add up to c·ln(n) false alarms.
    private const double Allowance = 0.01;
    // The next value must also pass the largest so far: by the more, the heavier the tail.
    private const double BeyondLargest = 3;
    private const double Fading = 1e-5;
    // How far beyond the largest residual another one is believed to be of the same law.
    private const double Reach = 2;
    private const double LeastLargest = 5;
    private const int Delay = 64;
    // So late does every residual enter: what has just begun to grow must not be the measure of its own next step.
    private const int Lag = 16;

    private Newest _newest;
    private Peaks _peaks;
    private int _kept;
    private long _of;
    private bool _learnt;
    private double _learntExcess;
    private double _learntShape;
    private double _largest;
    private double _outlier;
    private int _wait;

    /// <summary>Residuals seen.</summary>
    public long Count { get; private set; }

    /// <summary>The residual that is exceeded with this probability at a step; a young series is allowed more.</summary>
    public readonly double Level(double probability)
    {
        double odds = Math.Max(probability, Allowance / Math.Max(Count, 1));
        int peaks = Tail(_kept - 1, _of);
        (double excess, double shape) = Fit(peaks);
        double start = peaks < LeastPeaks ? GaussLevel : _peaks[peaks];
        double share = peaks < LeastPeaks ? 1.0 / TailShare : (double)peaks / _of;
        double level = start + excess * (1 - shape) * (Math.Pow(Math.Max(share / odds, 1), shape) - 1) / shape;
        return Math.Max(level, (1 + BeyondLargest * shape) * _largest);
    }

    /// <summary>Takes a residual in, as a multiple of the spread.</summary>
    public void Add(double residual)
    {
        double late = _newest[(int)(Count % Lag)];
        _newest[(int)(Count % Lag)] = residual;
        if (++Count > Lag)
            Take(late);
    }

    private static int Tail(int kept, long of) => (int)Math.Min(kept, Math.Max(of / TailShare, LeastPeaks));

    private void Take(double residual)
    {
        _of++;
        double farthest = Reach * Math.Max(_largest, LeastLargest);
        if (_wait > 0 && --_wait == 0)
            Keep(Math.Min(_outlier, farthest));
        if (residual <= farthest)
            Keep(residual);
        else
            (_outlier, _wait) = (_wait > 0 ? Math.Max(_outlier, residual) : residual, _wait > 0 ? _wait : Delay);
        if (_of == Capacity * TailShare)
            ((_learntExcess, _learntShape), _learnt) = (Moments(Capacity - 1), true);
        if (_of == Memory)
            (_of, _kept) = (0, 0);
    }

    private readonly (double Excess, double Shape) Fit(int peaks)
    {
        (double excess, double shape) = _learnt ? (_learntExcess, _learntShape) : (GaussExcess, PriorShape);
        if (peaks >= LeastPeaks)
        {
            (double seen, double seenShape) = Moments(peaks);
            double trust = peaks / (peaks + PriorWeight);
            excess += trust * (seen - excess);
            shape += trust * (seenShape - shape);
        }
        return (excess, Math.Clamp(shape + Bias, LeastShape, GreatestShape));
    }

    private readonly (double Excess, double Shape) Moments(int peaks)
    {
        double first = 0, second = 0;
        for (int i = 0; i < peaks; i++)
        {
            double excess = (_peaks[i] - _peaks[peaks]) / peaks;
            first += excess;
            second += excess * (i + 0.35) / peaks;
        }
        return (first, first > 2 * second ? Math.Max(2 - first / (first - 2 * second), -PriorShape) : PriorShape);
    }

    private void Keep(double residual)
    {
        _largest = Math.Max(_largest * (1 - Fading), residual);
        if (_kept == Capacity && residual <= _peaks[Capacity - 1])
            return;
        int at = _kept < Capacity ? _kept++ : Capacity - 1;
        for (; at > 0 && _peaks[at - 1] < residual; at--)
            _peaks[at] = _peaks[at - 1];
        _peaks[at] = residual;
    }

    [InlineArray(Lag)]
    private struct Newest
    {
        private double _first;
    }

    [InlineArray(Capacity)]
    private struct Peaks
    {
        private double _first;
    }
}
