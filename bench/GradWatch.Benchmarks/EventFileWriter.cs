using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace GradWatch.Benchmarks;

/// <summary>Writes the event file of a long run: loss, norm and learning rate of the run, and the norm of each tensor, a
/// scalar an event.</summary>
internal sealed class EventFileWriter(Stream file)
{
    private static readonly string[] OfRun = ["train/loss", "train/grad_norm", "train/learning_rate"];

    private static readonly byte[][] Tags =
        [.. OfRun.Concat(Enumerable.Range(0, 24).Select(i => $"grad_norm/layers.{i}.mlp.weight")).Select(Encoding.UTF8.GetBytes)];

    // Scattered by a third, as norms of a healthy run are: a run that needs no verdict is the usual one.
    private static readonly float[] Scatter = [.. MakeScatter()];

    private readonly byte[] _record = new byte[256];

    /// <summary>Writes steps until the file has a length; the count of the events.</summary>
    public long Write(long length)
    {
        long events = 0;
        for (long written = 0, step = 0; written < length; step++)
        {
            for (int i = 0; i < Tags.Length; i++)
                written += Write(step, Tags[i], Scatter[(int)((step + 101 * i) % Scatter.Length)]);
            events += Tags.Length;
        }
        return events;
    }

    /// <summary>CRC-32C, masked as TensorFlow's record files do.</summary>
    public static uint Checksum(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        for (; data.Length >= 8; data = data[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        foreach (byte b in data)
            crc = BitOperations.Crc32C(crc, b);
        return BitOperations.RotateRight(~crc, 15) + 0xA282EAD8u;
    }

    private int Write(long step, byte[] tag, float value)
    {
        Span<byte> data = _record.AsSpan(12);
        data[0] = 0x09; // wall_time
        BinaryPrimitives.WriteDoubleLittleEndian(data[1..], 1.7e9 + step);
        data[9] = 0x10; // step
        int at = 10 + Varint(data[10..], (ulong)step);
        int valueLength = 2 + tag.Length + 5;
        ReadOnlySpan<byte> summaryValueTag = [0x2A, (byte)(valueLength + 2), 0x0A, (byte)valueLength, 0x0A, (byte)tag.Length];
        summaryValueTag.CopyTo(data[at..]);
        tag.CopyTo(data[(at += 6)..]);
        data[at += tag.Length] = 0x15; // simple_value
        BinaryPrimitives.WriteSingleLittleEndian(data[(at + 1)..], value);
        return Frame(at + 5);
    }

    private int Frame(int length)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_record, length);
        BinaryPrimitives.WriteUInt32LittleEndian(_record.AsSpan(8), Checksum(_record.AsSpan(0, 8)));
        BinaryPrimitives.WriteUInt32LittleEndian(_record.AsSpan(12 + length), Checksum(_record.AsSpan(12, length)));
        file.Write(_record, 0, length + 16);
        return length + 16;
    }

    private static IEnumerable<float> MakeScatter()
    {
        var random = new Random(1);
        for (int i = 0; i < 9973; i++)
            yield return (float)(0.5 * Math.Exp(0.3 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())));
    }

    private static int Varint(Span<byte> target, ulong value)
    {
        int length = 0;
        for (; value >= 0x80; value >>= 7)
            target[length++] = (byte)(value | 0x80);
        target[length++] = (byte)value;
        return length;
    }
}
