using System.Buffers.Binary;

namespace GradWatch.Logs.TensorBoard;

/// <summary>Walks the fields of a protobuf message in place: nothing is copied, unknown fields are stepped over.</summary>
/// <remarks>
/// A log of 1 GB holds some fifteen million events. Google.Protobuf makes 320 bytes of garbage of each and, before a tag is
/// even looked up, takes 1.5 to 2.5 times as long as this with everything (<c>event-files</c> of the benchmarks prints both
/// rates). Tests read the same bytes with both.
/// </remarks>
internal ref struct ProtoFields(ReadOnlySpan<byte> message)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;
    private const int LongestVarint = 10;

    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The number of the field; 0 before the first.</summary>
    public int Number { get; private set; }

    /// <summary>The bits of a varint or fixed field; 0 for one with a length.</summary>
    public ulong Bits { get; private set; }

    /// <summary>The content of a field with a length; empty for others.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>True for a field with a length: a string, a message or packed numbers.</summary>
    public bool IsDelimited { get; private set; }

    /// <summary>True when the message ended within a field, or is no protobuf message.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>The bits as a float.</summary>
    public readonly float AsFloat => BitConverter.UInt32BitsToSingle((uint)Bits);

    /// <summary>The bits as a double.</summary>
    public readonly double AsDouble => BitConverter.UInt64BitsToDouble(Bits);

    /// <summary>Steps to the next field; false at the end and at a malformed one.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty || IsMalformed)
            return false;
        Bytes = default;
        if (!TryReadVarint(ref _rest, out ulong tag))
            return Malformed();
        Number = (int)(tag >> 3);
        int wireType = (int)(tag & 7);
        IsDelimited = wireType == Delimited;
        bool isWhole = Number > 0 && wireType switch
        {
            Varint => TryReadVarint(ref _rest, out ulong bits) && Set(bits),
            Fixed64 => _rest.Length >= 8 && Set(BinaryPrimitives.ReadUInt64LittleEndian(_rest)) && Take(8),
            Fixed32 => _rest.Length >= 4 && Set(BinaryPrimitives.ReadUInt32LittleEndian(_rest)) && Take(4),
            Delimited => TryReadVarint(ref _rest, out ulong length) && TakeBytes(length),
            _ => false,
        };
        return isWhole || Malformed();
    }

    /// <summary>Reads a varint off the front of a span; false when it does not end.</summary>
    public static bool TryReadVarint(ref ReadOnlySpan<byte> from, out ulong value)
    {
        if (!from.IsEmpty && from[0] < 0x80)
        {
            value = from[0];
            from = from[1..];
            return true;
        }
        return TryReadLongVarint(ref from, out value);
    }

    private static bool TryReadLongVarint(ref ReadOnlySpan<byte> from, out ulong value)
    {
        value = 0;
        int longest = Math.Min(from.Length, LongestVarint);
        for (int i = 0; i < longest; i++)
        {
            byte next = from[i];
            value |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                from = from[(i + 1)..];
                return true;
            }
        }
        return false;
    }

    private bool Set(ulong bits)
    {
        Bits = bits;
        return true;
    }

    private bool Take(int count)
    {
        _rest = _rest[count..];
        return true;
    }

    private bool TakeBytes(ulong length)
    {
        if (length > (ulong)_rest.Length)
            return false;
        Bits = 0;
        Bytes = _rest[..(int)length];
        return Take((int)length);
    }

    private bool Malformed()
    {
        IsMalformed = true;
        return false;
    }
}
