namespace GradWatch.Observations;

/// <summary>A bin as bytes: mostly 16 of them, as values measured in single precision are kept in it.</summary>
internal static class TraceBinBytes
{
    [Flags]
    private enum Form : byte
    {
        Doubles = 0,
        Singles = 1,
        OneValue = 2,
        NotFinite = 4,
    }

    internal static void Write(BinaryWriter writer, in TraceBin bin, long previousStep)
    {
        bool one = Same(bin.Min, bin.Max) && Same(bin.Min, bin.Last);
        Form form = (Fits(bin.Min) && Fits(bin.Max) && Fits(bin.Last) ? Form.Singles : Form.Doubles)
            | (one ? Form.OneValue : 0) | (bin.NonFinite > 0 ? Form.NotFinite : 0);
        writer.Write((byte)form);
        writer.Write7BitEncodedInt64(bin.FirstStep - previousStep);
        writer.Write7BitEncodedInt64(bin.LastStep - bin.FirstStep);
        writer.Write7BitEncodedInt(bin.Count);
        WriteValue(writer, bin.Last, form);
        if (!one)
        {
            WriteValue(writer, bin.Min, form);
            WriteValue(writer, bin.Max, form);
        }
        if (bin.NonFinite > 0)
        {
            writer.Write7BitEncodedInt(bin.NaN);
            writer.Write7BitEncodedInt(bin.PositiveInfinity);
            writer.Write7BitEncodedInt(bin.NegativeInfinity);
        }
    }

    internal static TraceBin Read(BinaryReader reader, long previousStep)
    {
        var form = (Form)reader.ReadByte();
        long first = previousStep + reader.Read7BitEncodedInt64();
        long last = first + reader.Read7BitEncodedInt64();
        int count = reader.Read7BitEncodedInt();
        double value = ReadValue(reader, form);
        bool one = form.HasFlag(Form.OneValue);
        double min = one ? value : ReadValue(reader, form), max = one ? value : ReadValue(reader, form);
        (int nan, int positive, int negative) = form.HasFlag(Form.NotFinite)
            ? (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt())
            : (0, 0, 0);
        return TraceBin.Of((first, last), (min, max, value), count, (nan, positive, negative));
    }

    // By bits: a NaN is itself, and 0 is not −0.
    private static bool Same(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);

    private static bool Fits(double value) => Same((float)value, value);

    private static void WriteValue(BinaryWriter writer, double value, Form form)
    {
        if (form.HasFlag(Form.Singles))
            writer.Write((float)value);
        else
            writer.Write(value);
    }

    private static double ReadValue(BinaryReader reader, Form form) => form.HasFlag(Form.Singles) ? reader.ReadSingle() : reader.ReadDouble();
}
