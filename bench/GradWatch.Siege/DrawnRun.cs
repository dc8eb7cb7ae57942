using System.Buffers.Binary;

namespace GradWatch.Siege;

/// <summary>A run that can be drawn again from its number: loss, norm, learning rate and the norms of tensors, with bursts and a NaN now and then.</summary>
internal sealed class DrawnRun(int number, int tensors, int rowsABatch)
{
    private const int WholeRun = 3;
    private const int BurstEvery = 400;

    internal string Id => $"run-{number}";

    internal int RowsABatch => rowsABatch;

    internal int Columns => WholeRun + tensors;

    internal string Schema => "{\"series\":[{\"quantity\":\"loss\"},{\"quantity\":\"grad_norm\"},{\"quantity\":\"learning_rate\"}"
        + string.Concat(Enumerable.Range(0, tensors).Select(i => $",{{\"quantity\":\"grad_norm\",\"tensor\":\"layer{i}.weight\"}}")) + "]}";

    internal double Value(long step, int column)
    {
        double noise = Noise(step, column);
        bool burst = step % BurstEvery >= BurstEvery - 5;
        return column switch
        {
            0 => step % 1000 == 999 ? double.NaN : (burst ? 50 : 2) + noise,
            2 => 0.1,
            _ => Math.Exp(noise) * (burst ? 5e3 : 1),
        };
    }

    /// <summary>The batch of this number, counted from 1, in binary.</summary>
    internal byte[] Batch(long sequence)
    {
        byte[] bytes = new byte[4 + 12 + rowsABatch * (8 + 8 * Columns)];
        "GWR1"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), (uint)rowsABatch);
        bytes[12] = 8;
        int at = 16;
        for (long step = (sequence - 1) * rowsABatch; step < sequence * rowsABatch; step++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), step);
            at += 8;
            for (int column = 0; column < Columns; column++, at += 8)
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(at), Value(step, column));
        }
        return bytes;
    }

    // A number in −1 … 1 from step and column, the same each time.
    private double Noise(long step, int column)
    {
        ulong mixed = ((ulong)step * 0x9E3779B97F4A7C15UL) ^ ((ulong)(number * 1000 + column) * 0xBF58476D1CE4E5B9UL);
        mixed = (mixed ^ (mixed >> 31)) * 0x94D049BB133111EBUL;
        return (mixed >> 11) / (double)(1UL << 52) - 1;
    }
}
