using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Blocks;

/// <summary>The bins of a column, each of at most 64 values: a long run is drawn from these without its values being read.</summary>
internal static class Rollup
{
    /// <summary>Values a bin: 20 bytes for each 64 values of 4 bytes are 8 % more to keep, and a sixteenth to read.</summary>
    internal const int ValuesPerBin = 64;

    private const byte Singles = 1, NotFinite = 2;

    internal static void Write(ByteWriter writer, int series, ReadOnlySpan<long> steps, ReadOnlySpan<double> values)
    {
        writer.WriteCount(series);
        int before = writer.ReserveLength();
        writer.WriteCount((values.Length + ValuesPerBin - 1) / ValuesPerBin);
        byte width = Precision.IsSingle(values) ? Singles : (byte)0;
        long previous = 0;
        for (int start = 0; start < values.Length; start += ValuesPerBin)
        {
            BinFold fold = default;
            for (int i = start; i < Math.Min(start + ValuesPerBin, values.Length); i++)
                fold.Add(steps[i], values[i]);
            SeriesBin bin = fold.ToBin();
            WriteBin(writer, bin, width, previous);
            previous = bin.LastStep;
        }
        writer.SetLength(before);
    }

    internal static int Read(ref ByteReader reader, Func<int, List<SeriesBin>?> wanted)
    {
        int series = reader.ReadSmallCount();
        ByteReader bins = new(reader.Next(reader.ReadLength()));
        if (wanted(series) is not { } into)
            return series;
        long previous = 0;
        for (int left = bins.ReadSmallCount(); left > 0; left--)
        {
            SeriesBin bin = ReadBin(ref bins, previous);
            previous = bin.LastStep;
            into.Add(bin);
        }
        return series;
    }

    private static void WriteBin(ByteWriter writer, in SeriesBin bin, byte width, long previous)
    {
        bool notFinite = bin.NaN + bin.PositiveInfinity + bin.NegativeInfinity > 0;
        writer.Write((byte)(width | (notFinite ? NotFinite : 0)));
        writer.WriteSigned(bin.FirstStep - previous);
        writer.WriteCount(bin.LastStep - bin.FirstStep);
        writer.WriteCount(bin.Count);
        foreach (double value in (ReadOnlySpan<double>)[bin.Mean, bin.Min, bin.Max, bin.Last])
        {
            if (width == Singles)
                writer.Write((float)value);
            else
                writer.Write(value);
        }
        if (!notFinite)
            return;
        writer.WriteCount(bin.NaN);
        writer.WriteCount(bin.PositiveInfinity);
        writer.WriteCount(bin.NegativeInfinity);
    }

    private static SeriesBin ReadBin(ref ByteReader reader, long previous)
    {
        byte form = reader.ReadByte();
        long first = previous + reader.ReadSigned();
        long last = first + reader.ReadCount(), count = reader.ReadCount();
        bool singles = (form & Singles) != 0, notFinite = (form & NotFinite) != 0;
        return new SeriesBin
        {
            FirstStep = first, LastStep = last, Count = count,
            Mean = singles ? reader.ReadSingle() : reader.ReadDouble(),
            Min = singles ? reader.ReadSingle() : reader.ReadDouble(),
            Max = singles ? reader.ReadSingle() : reader.ReadDouble(),
            Last = singles ? reader.ReadSingle() : reader.ReadDouble(),
            NaN = notFinite ? reader.ReadCount() : 0,
            PositiveInfinity = notFinite ? reader.ReadCount() : 0,
            NegativeInfinity = notFinite ? reader.ReadCount() : 0,
        };
    }
}
