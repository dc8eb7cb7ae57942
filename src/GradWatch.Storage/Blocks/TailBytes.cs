using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Blocks;

/// <summary>Rows as they arrive, row by row: quick to write with each append. Sealed into columns when there are enough.</summary>
internal static class TailBytes
{
    internal const byte SameShape = 1, Singles = 2;

    internal static byte[] Write(StepRows rows, ByteWriter writer)
    {
        writer.Clear();
        long previous = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            ReadOnlySpan<int> series = rows.SeriesOf(row);
            ReadOnlySpan<double> values = rows.ValuesOf(row);
            bool same = row > 0 && series.SequenceEqual(rows.SeriesOf(row - 1));
            bool singles = Precision.IsSingle(values);
            writer.Write((byte)((same ? SameShape : 0) | (singles ? Singles : 0)));
            writer.WriteSigned(rows.Steps[row] - previous);
            previous = rows.Steps[row];
            if (!same)
                RowShape.Write(writer, series);
            if (singles)
                writer.WriteSingles(values);
            else
                writer.Write(values);
        }
        return writer.ToArray();
    }

    internal static void Read(ReadOnlySpan<byte> bytes, StepRows into)
    {
        ByteReader reader = new(bytes);
        int[] series = [];
        long step = 0;
        while (!reader.AtEnd)
        {
            byte form = reader.ReadByte();
            step += reader.ReadSigned();
            if ((form & SameShape) == 0)
                series = RowShape.Read(ref reader);
            into.Begin(step);
            reader.ReadValues(into.Add(series), (form & Singles) != 0);
        }
    }
}
