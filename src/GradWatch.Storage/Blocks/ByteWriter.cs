using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GradWatch.Storage.Blocks;

/// <summary>Bytes that grow; numbers are as this kind of machine has them, little endian. Kept and cleared, it allocates nothing until it holds more than before.</summary>
internal sealed class ByteWriter
{
    private byte[] _bytes = new byte[256];

    internal int Length { get; private set; }

    internal ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    internal byte[] ToArray() => Written.ToArray();

    internal void Clear() => Length = 0;

    internal void Write(byte value) => Next(1)[0] = value;

    internal void Write(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Next(8), value);

    internal void Write(float value) => BinaryPrimitives.WriteSingleLittleEndian(Next(4), value);

    internal void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Next(bytes.Length));

    internal void Write(ReadOnlySpan<double> values) => Write(MemoryMarshal.AsBytes(values));

    /// <summary>The values as single precision; whoever calls knows that they fit.</summary>
    internal void WriteSingles(ReadOnlySpan<double> values)
    {
        Span<float> into = MemoryMarshal.Cast<byte, float>(Next(4 * values.Length));
        for (int i = 0; i < values.Length; i++)
            into[i] = (float)values[i];
    }

    /// <summary>A whole number, seven bits a byte.</summary>
    internal void WriteCount(long value)
    {
        ulong rest = (ulong)value;
        while (rest >= 0x80)
        {
            Write((byte)(rest | 0x80));
            rest >>= 7;
        }
        Write((byte)rest);
    }

    /// <summary>A whole number of either sign, short where it is near zero.</summary>
    internal void WriteSigned(long value) => WriteCount((value << 1) ^ (value >> 63));

    /// <summary>Leaves room for the length of what is written next, and answers where.</summary>
    internal int ReserveLength()
    {
        Next(4).Clear();
        return Length;
    }

    /// <summary>Says how much was written since the room was left.</summary>
    internal void SetLength(int since) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(since - 4), Length - since);

    private Span<byte> Next(int count)
    {
        if (Length + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + count));
        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }
}
