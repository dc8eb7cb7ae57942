using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Blocks;

/// <summary>What was found of one series between two steps, in the order of arrival: observations, or bins where there are too many.</summary>
internal sealed class SeriesCollector(int series, StepRange range)
{
    private readonly List<SeriesBin> _bins = [];

    internal int Series => series;

    internal void Add(ReadOnlySpan<long> steps, ReadOnlySpan<double> values)
    {
        for (int i = 0; i < steps.Length; i++)
            Add(steps[i], values[i]);
    }

    internal void Add(long step, double value)
    {
        if (!range.Contains(step))
            return;
        BinFold one = default;
        one.Add(step, value);
        _bins.Add(one.ToBin());
    }

    /// <summary>Adds bins of a block that lies wholly between the two steps.</summary>
    internal List<SeriesBin> Bins => _bins;

    /// <summary>Folded into at most so many bins, each of as many items as the others.</summary>
    internal SeriesBins Fold(int most)
    {
        if (_bins.Count <= most)
            return new SeriesBins(series, _bins);
        SeriesBin[] folded = new SeriesBin[most];
        for (int i = 0; i < most; i++)
        {
            BinFold fold = default;
            for (long item = (long)_bins.Count * i / most, end = (long)_bins.Count * (i + 1) / most; item < end; item++)
                fold.Add(_bins[(int)item]);
            folded[i] = fold.ToBin();
        }
        return new SeriesBins(series, folded);
    }
}
