using System.Runtime.CompilerServices;

namespace GradWatch.Observations;

/// <summary>What is kept of a series, in bounded memory: every observation of a short run, bins of a long one.</summary>
/// <remarks>
/// When the bins are full, neighbours merge and each new bin takes twice as many observations: the memory stays, the
/// resolution halves. Observations keep the order in which they came, so steps go back where a run was resumed.
/// </remarks>
public sealed class SeriesTrace
{
    private readonly int _capacity;
    private TraceBin[] _bins = new TraceBin[16];
    private int _used;
    private int _perBin = 1;

    /// <summary>An empty trace of at most <paramref name="capacity"/> bins (even, at least 16).</summary>
    public SeriesTrace(Series series, int capacity)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 16);
        Series = series;
        _capacity = capacity & ~1;
    }

    /// <summary>The series traced.</summary>
    public Series Series { get; }

    /// <summary>Observations seen, non-finite ones included.</summary>
    public long Count { get; private set; }

    /// <summary>The step of the first observation; 0 when there is none.</summary>
    public long FirstStep { get; private set; }

    /// <summary>The step of the last observation; 0 when there is none.</summary>
    public long LastStep { get; private set; }

    /// <summary>The first value, finite or not; NaN when there is none.</summary>
    public double First { get; private set; } = double.NaN;

    /// <summary>The last value, finite or not; NaN when there is none.</summary>
    public double Last { get; private set; } = double.NaN;

    /// <summary>The smallest finite value; NaN when there is none.</summary>
    public double Min { get; private set; } = double.NaN;

    /// <summary>The largest finite value; NaN when there is none.</summary>
    public double Max { get; private set; } = double.NaN;

    /// <summary>The step of the largest finite value.</summary>
    public long MaxStep { get; private set; }

    /// <summary>Observations that are NaN or infinite.</summary>
    public long NonFinite { get; private set; }

    /// <summary>The step of the first NaN or infinity; null when there is none.</summary>
    public long? FirstNonFiniteStep { get; private set; }

    /// <summary>The bins, in the order in which the observations came.</summary>
    public ReadOnlySpan<TraceBin> Bins => _bins.AsSpan(0, _used);

    /// <summary>Adds an observation. Amortised constant time; allocates only while the bins grow to their bound.</summary>
    public void Add(long step, double value)
    {
        Summarise(step, value);
        TraceBin one = TraceBin.Of(step, value);
        if (_used > 0 && _bins[_used - 1].Count < _perBin)
            _bins[_used - 1].Append(one);
        else
            Append(one);
    }

    /// <summary>Bytes that the bins take in memory.</summary>
    internal long MemoryBytes => (long)_bins.Length * Unsafe.SizeOf<TraceBin>();

    /// <summary>Writes all of it but the series.</summary>
    internal void Save(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(_perBin);
        writer.Write7BitEncodedInt64(Count);
        writer.Write(FirstStep);
        writer.Write(LastStep);
        writer.Write(First);
        writer.Write(Last);
        writer.Write(Min);
        writer.Write(Max);
        writer.Write(MaxStep);
        writer.Write7BitEncodedInt64(NonFinite);
        writer.Write(FirstNonFiniteStep is not null);
        writer.Write(FirstNonFiniteStep ?? 0);
        writer.Write7BitEncodedInt(_used);
        long previous = 0;
        foreach (ref readonly TraceBin bin in Bins)
        {
            TraceBinBytes.Write(writer, bin, previous);
            previous = bin.LastStep;
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    internal void Restore(BinaryReader reader)
    {
        _perBin = reader.Read7BitEncodedInt();
        Count = reader.Read7BitEncodedInt64();
        FirstStep = reader.ReadInt64();
        LastStep = reader.ReadInt64();
        First = reader.ReadDouble();
        Last = reader.ReadDouble();
        Min = reader.ReadDouble();
        Max = reader.ReadDouble();
        MaxStep = reader.ReadInt64();
        NonFinite = reader.Read7BitEncodedInt64();
        bool broke = reader.ReadBoolean();
        long firstNonFinite = reader.ReadInt64();
        FirstNonFiniteStep = broke ? firstNonFinite : null;
        _used = reader.Read7BitEncodedInt();
        if (_used > _capacity)
            throw new InvalidDataException($"a saved trace has {_used} bins, not at most {_capacity}");
        _bins = new TraceBin[Math.Min(_capacity, Math.Max(16, _used))];
        long previous = 0;
        for (int i = 0; i < _used; i++)
        {
            _bins[i] = TraceBinBytes.Read(reader, previous);
            previous = _bins[i].LastStep;
        }
    }

    private void Summarise(long step, double value)
    {
        if (Count++ == 0)
        {
            FirstStep = step;
            First = value;
        }
        LastStep = step;
        Last = value;
        if (!double.IsFinite(value))
        {
            NonFinite++;
            FirstNonFiniteStep ??= step;
            return;
        }
        if (!(Min <= value))
            Min = value;
        if (!(Max >= value))
        {
            Max = value;
            MaxStep = step;
        }
    }

    private void Append(in TraceBin one)
    {
        if (_used == _bins.Length)
        {
            if (_used >= _capacity)
                Halve();
            else
                Array.Resize(ref _bins, Math.Min(_capacity, _used * 2));
        }
        _bins[_used++] = one;
    }

    private void Halve()
    {
        for (int i = 0; i < _used / 2; i++)
        {
            TraceBin pair = _bins[2 * i];
            pair.Append(_bins[2 * i + 1]);
            _bins[i] = pair;
        }
        _used /= 2;
        _perBin *= 2;
    }
}
