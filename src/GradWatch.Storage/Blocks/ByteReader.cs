using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GradWatch.Storage.Blocks;

/// <summary>Reads what <see cref="ByteWriter"/> wrote. What is cut short throws <see cref="InvalidDataException"/>.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    internal readonly bool AtEnd => _rest.IsEmpty;

    internal readonly ReadOnlySpan<byte> Rest => _rest;

    internal byte ReadByte() => Next(1)[0];

    internal double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Next(8));

    internal float ReadSingle() => BinaryPrimitives.ReadSingleLittleEndian(Next(4));

    internal int ReadLength() => BinaryPrimitives.ReadInt32LittleEndian(Next(4));

    internal long ReadCount()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = ReadByte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return (long)value;
        }
        throw new InvalidDataException("a number in a block does not end");
    }

    internal int ReadSmallCount()
    {
        long count = ReadCount();
        return count is >= 0 and <= int.MaxValue ? (int)count : throw new InvalidDataException($"a block says that it has {count} of something");
    }

    internal long ReadSigned()
    {
        long value = ReadCount();
        return (long)((ulong)value >> 1) ^ -(value & 1);
    }

    internal void ReadValues(Span<double> into, bool singles)
    {
        ReadOnlySpan<byte> bytes = Next((singles ? 4 : 8) * into.Length);
        if (!singles)
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(into));
            return;
        }
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(bytes);
        for (int i = 0; i < into.Length; i++)
            into[i] = values[i];
    }

    internal ReadOnlySpan<byte> Next(int count)
    {
        if ((uint)count > (uint)_rest.Length)
            throw new InvalidDataException($"a block ends {count - _rest.Length} bytes too early");
        ReadOnlySpan<byte> next = _rest[..count];
        _rest = _rest[count..];
        return next;
    }
}
