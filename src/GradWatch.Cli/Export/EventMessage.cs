using System.Buffers.Binary;
using System.Text;

namespace GradWatch.Cli.Export;

/// <summary>One protobuf message that is written field by field. Grows, and is used again.</summary>
internal sealed class EventMessage
{
    private byte[] _bytes = new byte[256];
    private int _length;

    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    internal EventMessage Clear()
    {
        _length = 0;
        return this;
    }

    internal EventMessage Number(int field, long value)
    {
        Varint((ulong)(field << 3));
        Varint((ulong)value);
        return this;
    }

    internal EventMessage Double(int field, double value)
    {
        Varint((ulong)((field << 3) | 1));
        BinaryPrimitives.WriteDoubleLittleEndian(Room(sizeof(double)), value);
        return this;
    }

    internal EventMessage Single(int field, float value)
    {
        Varint((ulong)((field << 3) | 5));
        BinaryPrimitives.WriteSingleLittleEndian(Room(sizeof(float)), value);
        return this;
    }

    internal EventMessage Text(int field, string text) => Blob(field, Encoding.UTF8.GetBytes(text));

    internal EventMessage Blob(int field, ReadOnlySpan<byte> content)
    {
        Varint((ulong)((field << 3) | 2));
        Varint((ulong)content.Length);
        content.CopyTo(Room(content.Length));
        return this;
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Room(1)[0] = (byte)(value | 0x80);
        Room(1)[0] = (byte)value;
    }

    private Span<byte> Room(int count)
    {
        if (_length + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        Span<byte> room = _bytes.AsSpan(_length, count);
        _length += count;
        return room;
    }
}
