namespace GradWatch.Observations;

/// <summary>A series as bytes, in what is saved of a run.</summary>
internal static class SeriesBytes
{
    internal static void Write(this BinaryWriter writer, Series series)
    {
        writer.Write((byte)series.Quantity);
        WriteOptional(writer, series.Tensor);
        WriteOptional(writer, series.Component);
    }

    internal static Series ReadSeries(this BinaryReader reader)
    {
        int quantity = reader.ReadByte();
        if (quantity >= QuantityNames.Count)
            throw new InvalidDataException($"there is no quantity number {quantity}");
        return new Series((Quantity)quantity, ReadOptional(reader), ReadOptional(reader));
    }

    /// <summary>Null is not the empty name.</summary>
    internal static void WriteOptional(this BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
            writer.Write(text);
    }

    internal static string? ReadOptional(this BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;
}
