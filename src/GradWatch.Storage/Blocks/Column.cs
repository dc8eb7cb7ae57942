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
        double constant = form == Constant ? reader.ReadDouble() : 0;
        into.EnsureCapacity(into.Count + count);
        for (int i = 0; i < count; i++)
            into.Add(form switch { Constant => constant, Singles => reader.ReadSingle(), _ => reader.ReadDouble() });
        return series;
    }
}
