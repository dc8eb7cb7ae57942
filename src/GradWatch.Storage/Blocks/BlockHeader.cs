using System.Runtime.InteropServices;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Blocks;

/// <summary>Steps and shapes of the rows of a block. With the columns of its groups it gives back the rows exactly as they came.</summary>
internal sealed class BlockHeader
{
    private readonly List<(int Rows, int[] Series)> _shapes = [];

    private BlockHeader(long[] steps) => Steps = steps;

    internal long[] Steps { get; }

    /// <summary>Shapes in the order of the rows, each for so many rows on end.</summary>
    internal IReadOnlyList<(int Rows, int[] Series)> Shapes => _shapes;

    internal static byte[] Write(StepRows rows, ByteWriter writer)
    {
        writer.Clear();
        writer.WriteCount(rows.Count);
        WriteSteps(writer, rows.Steps);
        for (int row = 0, end; row < rows.Count; row = end)
        {
            end = row + 1;
            while (end < rows.Count && rows.SeriesOf(end).SequenceEqual(rows.SeriesOf(row)))
                end++;
            writer.WriteCount(end - row);
            RowShape.Write(writer, rows.SeriesOf(row));
        }
        return writer.ToArray();
    }

    internal static BlockHeader Read(ReadOnlySpan<byte> bytes)
    {
        ByteReader reader = new(bytes);
        BlockHeader header = new(new long[reader.ReadSmallCount()]);
        header.ReadSteps(ref reader);
        while (!reader.AtEnd)
            header._shapes.Add((reader.ReadSmallCount(), RowShape.Read(ref reader)));
        return header;
    }

    /// <summary>The steps of a series' values, in the order of its column; <paramref name="room"/> is used where they are not those of all rows.</summary>
    internal ReadOnlySpan<long> StepsOf(int series, List<long> room)
    {
        if (_shapes.Count == 1 && _shapes[0].Series.AsSpan().Count(series) == 1)
            return Steps;
        room.Clear();
        int row = 0;
        foreach ((int rows, int[] shape) in _shapes)
        {
            int times = shape.AsSpan().Count(series);
            for (int end = row + rows; row < end; row++)
            {
                for (int i = 0; i < times; i++)
                    room.Add(Steps[row]);
            }
        }
        return CollectionsMarshal.AsSpan(room);
    }

    // Steps mostly rise by one number: a run of equal differences is two numbers.
    private static void WriteSteps(ByteWriter writer, ReadOnlySpan<long> steps)
    {
        long previous = 0;
        for (int row = 0, end; row < steps.Length; row = end)
        {
            long difference = steps[row] - previous;
            end = row + 1;
            while (end < steps.Length && steps[end] - steps[end - 1] == difference)
                end++;
            writer.WriteSigned(difference);
            writer.WriteCount(end - row);
            previous = steps[end - 1];
        }
    }

    private void ReadSteps(ref ByteReader reader)
    {
        long step = 0;
        for (int row = 0; row < Steps.Length;)
        {
            long difference = reader.ReadSigned();
            int count = reader.ReadSmallCount();
            if (count == 0 || count > Steps.Length - row)
                throw new InvalidDataException("the steps of a block are more than its rows");
            for (; count > 0; count--)
                Steps[row++] = step += difference;
        }
    }
}
