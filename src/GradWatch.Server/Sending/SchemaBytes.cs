using GradWatch.Observations;

namespace GradWatch.Server.Sending;

/// <summary>A schema as it is kept.</summary>
internal static class SchemaBytes
{
    internal static byte[] Write(SchemaKey key, Series[] columns)
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        SeriesBytes.WriteOptional(writer, key.Writer);
        writer.Write(key.Number);
        writer.Write(columns.Length);
        foreach (Series column in columns)
        {
            // By name: the numbers of quantities may be other ones in a later version.
            writer.Write(column.Quantity.Name());
            SeriesBytes.WriteOptional(writer, column.Tensor);
            SeriesBytes.WriteOptional(writer, column.Component);
        }
        writer.Flush();
        return bytes.ToArray();
    }

    internal static (SchemaKey Key, Series[] Columns) Read(ReadOnlySpan<byte> payload)
    {
        using BinaryReader reader = new(new MemoryStream(payload.ToArray()));
        SchemaKey key = new(SeriesBytes.ReadOptional(reader), reader.ReadUInt32());
        Series[] columns = new Series[reader.ReadInt32()];
        for (int i = 0; i < columns.Length; i++)
        {
            string name = reader.ReadString();
            if (!QuantityNames.TryParse(name, out Quantity quantity))
                throw new InvalidDataException($"a schema names the quantity '{name}', which is not known");
            columns[i] = new Series(quantity, SeriesBytes.ReadOptional(reader), SeriesBytes.ReadOptional(reader));
        }
        return (key, columns);
    }
}
