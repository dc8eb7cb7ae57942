using System.Runtime.CompilerServices;
using GradWatch.Statistics;

namespace GradWatch.Detectors.Losses;

/// <summary>Where a positive loss began, the best it reached, where it stands, and how noisy it is: all as logarithms. Unmanaged.</summary>
public struct LossLevels
{
    private const int Smoothing = 5;
    private const int StartRows = 16;
    private const int LuckyRows = 4;
    private const double SpreadFloor = 0.01;
    private const int SpreadEvery = 4;
    private const double JitterRate = 0.05;
    private const int RiseBlock = 32;

    private Values _recent;
    private SortedWindow _first;
    private RobustBaseline _baseline;
    private double _jitter;
    private double _rise;
    private double _riseBefore;

    internal long Count { get; private set; }

    /// <summary>The lower quartile of the first 16 losses: one lucky first batch is no start, nor is an explosion from step 1 on.</summary>
    internal double Start { get; private set; }

    /// <summary>The upper quartile of the first 16 losses: what a fall is measured from.</summary>
    internal double Top { get; private set; }

    internal double Best { get; private set; }

    /// <summary>The largest rise above the best that the run had already shown 32 to 64 losses ago: what wanders has risen so before.</summary>
    internal double EarlierRise { get; private set; }

    /// <summary>The lower median of the last five.</summary>
    internal double Level { get; private set; }

    internal double Last { get; private set; }

    internal int Far;
    internal int Above;
    internal int Lost;
    internal int Zeros;
    internal bool Negative;

    /// <summary>The spread that its level may wander over by chance, as a quartile deviation.</summary>
    internal readonly double Spread => Math.Max(_baseline.Spread(SpreadFloor), _jitter);

    /// <summary>The same without what a steady fall does to it, once <see cref="EarlierRise"/> knows how far the loss wanders.</summary>
    internal readonly double Noise => Count < 2 * RiseBlock ? Spread : _jitter;

    internal void Add(double logarithm)
    {
        if (Count > 0)
            AddJitter(0.5 * Math.Abs(logarithm - Last));
        Last = logarithm;
        _recent[(int)(Count++ % Smoothing)] = logarithm;
        Level = Median();
        if (Count <= StartRows)
        {
            _first.Add(logarithm);
            (Start, Top) = (_first.Quantile(0.25), _first.Quantile(0.75));
        }
        // Of fewer losses the lower median is their luck.
        Best = Count <= LuckyRows ? Level : Math.Min(Best, Level);
        _rise = Math.Max(_rise, Level - Best);
        if (Count % RiseBlock == 0)
            (EarlierRise, _riseBefore, _rise) = (Math.Max(EarlierRise, _riseBefore), _rise, 0);
        // Every fourth loss is enough for its spread, and lets the window of 64 reach over 256: a loss wanders slowly.
        if (Count % SpreadEvery == 1)
            _baseline.Add(logarithm, SpreadFloor);
    }

    // Half of the mean change from step to step: what a trend does to the quartiles leaves it alone.
    private void AddJitter(double change)
    {
        double bounded = Count > 3 ? Math.Min(change, 3 * _jitter + SpreadFloor) : change;
        _jitter += Math.Max(JitterRate, 1.0 / Count) * (bounded - _jitter);
    }

    private readonly double Median()
    {
        int count = (int)Math.Min(Count, Smoothing);
        Span<double> sorted = stackalloc double[Smoothing];
        for (int i = 0; i < count; i++)
        {
            double value = _recent[i];
            int at = i;
            for (; at > 0 && sorted[at - 1] > value; at--)
                sorted[at] = sorted[at - 1];
            sorted[at] = value;
        }
        return sorted[(count - 1) / 2];
    }

    [InlineArray(Smoothing)]
    private struct Values
    {
        private double _first;
    }
}
