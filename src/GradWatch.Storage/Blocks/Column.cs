using System.Runtime.InteropServices;

namespace GradWatch.Storage.Blocks;

/// <summary>The values of one series in a block, in the order in which they came.</summary>
internal static class Column
{
    private const byte Doubles = 0, Singles = 1, Constant = 2;

    internal static void Write(ByteWriter writer, int series, ReadOnlySpan<double> values)
    {
        writer.WriteCount(series);
        writer.WriteCount(values.Length);
        if (Precision.IsConstant(values))
        {
            writer.Write(Constant);
            writer.Write(values[0]);
        }
        else if (Precision.IsSingle(values))
        {
            writer.Write(Singles);
            writer.WriteSingles(values);
        }
        else
        {
            writer.Write(Doubles);
            writer.Write(values);
        }
    }

    /// <summary>Reads the next column; its values are added where <paramref name="wanted"/> says so, else passed over.</summary>
    internal static int Read(ref ByteReader reader, Func<int, List<double>?> wanted)
    {
        int series = reader.ReadSmallCount(), count = reader.ReadSmallCount();
        byte form = reader.ReadByte();
        if (wanted(series) is not { } into)
        {
            reader.Next(form switch { Constant => 8, Singles => 4 * count, _ => 8 * count });
            return series;
        }
        int start = into.Count;
        CollectionsMarshal.SetCount(into, start + count);
        Fill(ref reader, form, CollectionsMarshal.AsSpan(into)[start..]);
        return series;
    }

    private static void Fill(ref ByteReader reader, byte form, Span<double> into)
    {
        if (form == Constant)
        {
            into.Fill(reader.ReadDouble());
            return;
        }
        reader.ReadValues(into, form == Singles);
    }
}
