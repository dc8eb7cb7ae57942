using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace GradWatch.Logs.PyTorch;

/// <summary>The bytes of a pickle, and how far they are read. Beyond the end is <see cref="InvalidDataException"/>.</summary>
internal ref struct PickleBytes(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    internal int Position { get; private set; }

    internal ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > _bytes.Length - Position)
            throw new InvalidDataException("end");
        ReadOnlySpan<byte> taken = _bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    internal byte U8() => Take(1)[0];

    internal int U16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    internal int I32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    internal long U32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    internal long I64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    internal double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    internal string Text(long count) => Encoding.UTF8.GetString(Take(count));

    internal ReadOnlySpan<byte> Line()
    {
        int length = _bytes[Position..].IndexOf((byte)'\n');
        if (length < 0)
            throw new InvalidDataException("line");
        ReadOnlySpan<byte> line = Take(length);
        Position++;
        return line;
    }

    internal string TextLine() => Encoding.UTF8.GetString(Line());

    /// <summary>A whole number in decimal; null beyond 64 bits. <c>01</c> and <c>00</c> are how protocol 0 writes true and false.</summary>
    internal object? IntegerLine()
    {
        ReadOnlySpan<byte> line = Line();
        if (line.SequenceEqual("01"u8) || line.SequenceEqual("00"u8))
            return line[1] == '1';
        return long.TryParse(line.TrimEnd((byte)'L'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;
    }

    internal double DoubleLine() => PythonFloat.TryParse(Line(), out double value) ? value : throw new InvalidDataException("number");

    /// <summary>A whole number in two's complement; null beyond 64 bits, which no tensor needs.</summary>
    internal object? Integer(long length)
    {
        ReadOnlySpan<byte> digits = Take(length);
        if (length > sizeof(long))
            return null;
        long value = length > 0 && (digits[^1] & 0x80) != 0 ? -1 : 0;
        for (int i = digits.Length - 1; i >= 0; i--)
            value = value << 8 | digits[i];
        return value;
    }
}
