using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Blocks;

/// <summary>Folds observations, and bins of them, into one bin.</summary>
internal struct BinFold
{
    // A power of two, so that nothing is rounded: sums of numbers near the largest double do not overflow.
    private const double Scale = 1.0 / (1L << 62);

    private long _firstStep, _lastStep, _count, _nan, _positive, _negative;
    private double _min, _max, _scaledSum, _last;
    private long _finite;

    internal readonly bool IsEmpty => _count == 0;

    internal void Add(long step, double value)
    {
        Reach(step, step);
        _count++;
        _last = value;
        if (double.IsFinite(value))
            AddFinite(value, value, value, 1);
        else if (double.IsNaN(value))
            _nan++;
        else if (value > 0)
            _positive++;
        else
            _negative++;
    }

    internal void Add(in SeriesBin bin)
    {
        Reach(bin.FirstStep, bin.LastStep);
        _count += bin.Count;
        _last = bin.Last;
        _nan += bin.NaN;
        _positive += bin.PositiveInfinity;
        _negative += bin.NegativeInfinity;
        long finite = bin.Count - bin.NaN - bin.PositiveInfinity - bin.NegativeInfinity;
        if (finite > 0)
            AddFinite(bin.Min, bin.Max, bin.Mean, finite);
    }

    internal readonly SeriesBin ToBin() => new()
    {
        FirstStep = _firstStep, LastStep = _lastStep, Count = _count, Last = _last,
        Min = _finite > 0 ? _min : double.NaN, Max = _finite > 0 ? _max : double.NaN, Mean = _finite > 0 ? _scaledSum / _finite / Scale : double.NaN,
        NaN = _nan, PositiveInfinity = _positive, NegativeInfinity = _negative,
    };

    private void Reach(long first, long last)
    {
        _firstStep = _count == 0 ? first : Math.Min(_firstStep, first);
        _lastStep = _count == 0 ? last : Math.Max(_lastStep, last);
    }

    private void AddFinite(double min, double max, double mean, long count)
    {
        _min = _finite == 0 ? min : Math.Min(_min, min);
        _max = _finite == 0 ? max : Math.Max(_max, max);
        _finite += count;
        _scaledSum += mean * Scale * count;
    }
}
