using System.Runtime.InteropServices;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Blocks;

/// <summary>What was found of one series between two steps, in the order of arrival: observations; or bins, where they are taken from rollups.</summary>
internal sealed class SeriesCollector(int series, StepRange range, bool asBins)
{
    private readonly List<SeriesBin> _bins = [];
    private readonly List<long> _steps = [];
    private readonly List<double> _values = [];

    internal int Series => series;

    /// <summary>Takes bins of a block that lies wholly between the two steps.</summary>
    internal List<SeriesBin> Bins => _bins;

    private int Items => asBins ? _bins.Count : _steps.Count;

    internal void Add(ReadOnlySpan<long> steps, ReadOnlySpan<double> values)
    {
        for (int i = 0; i < steps.Length; i++)
            Add(steps[i], values[i]);
    }

    /// <summary>Takes the observations of a block that lies wholly between the two steps: nothing is looked at one by one.</summary>
    internal void AddWhole(ReadOnlySpan<long> steps, ReadOnlySpan<double> values)
    {
        if (asBins)
        {
            Add(steps, values);
            return;
        }
        CollectionsMarshal.SetCount(_steps, _steps.Count + steps.Length);
        steps.CopyTo(CollectionsMarshal.AsSpan(_steps)[^steps.Length..]);
        CollectionsMarshal.SetCount(_values, _values.Count + values.Length);
        values.CopyTo(CollectionsMarshal.AsSpan(_values)[^values.Length..]);
    }

    internal void Add(long step, double value)
    {
        if (!range.Contains(step))
            return;
        if (asBins)
        {
            _bins.Add(One(step, value));
            return;
        }
        _steps.Add(step);
        _values.Add(value);
    }

    /// <summary>Folded into at most so many bins, each of as many items as the others.</summary>
    internal SeriesBins Fold(int most)
    {
        int items = Items;
        if (items <= most)
            return new SeriesBins(series, asBins ? _bins : [.. _steps.Select((step, i) => One(step, _values[i]))]);
        SeriesBin[] folded = new SeriesBin[most];
        for (int i = 0; i < most; i++)
            folded[i] = Fold((int)((long)items * i / most), (int)((long)items * (i + 1) / most));
        return new SeriesBins(series, folded);
    }

    private SeriesBin Fold(int start, int end)
    {
        BinFold fold = default;
        if (asBins)
        {
            foreach (ref readonly SeriesBin bin in CollectionsMarshal.AsSpan(_bins)[start..end])
                fold.Add(bin);
            return fold.ToBin();
        }
        ReadOnlySpan<long> steps = CollectionsMarshal.AsSpan(_steps);
        ReadOnlySpan<double> values = CollectionsMarshal.AsSpan(_values);
        for (int i = start; i < end; i++)
            fold.Add(steps[i], values[i]);
        return fold.ToBin();
    }

    private static SeriesBin One(long step, double value)
    {
        BinFold one = default;
        one.Add(step, value);
        return one.ToBin();
    }
}
