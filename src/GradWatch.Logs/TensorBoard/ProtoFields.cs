using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace GradWatch.Logs.TensorBoard;

/// <summary>Walks the fields of a protobuf message in place: nothing is copied, unknown fields are stepped over.</summary>
/// <remarks>
/// A log of 1 GB holds some fifteen million events. With Google.Protobuf each leaves 320 bytes of garbage, and the same rows
/// take 1.5 to 2 times as long (<c>event-files</c> of the benchmarks prints both rates). Tests read the same bytes with both.
/// </remarks>
internal ref struct ProtoFields(ReadOnlySpan<byte> message)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;
    private const int LongestVarint = 10;

    private readonly ReadOnlySpan<byte> _message = message;
    private int _at;
    private int _bytesStart;
    private int _bytesLength;

    /// <summary>The number of the field; 0 before the first.</summary>
    public int Number { get; private set; }

    /// <summary>The bits of a varint or fixed field; for one with a length, that length.</summary>
    public ulong Bits { get; private set; }

    /// <summary>The content of a field with a length; empty for others.</summary>
    public readonly ReadOnlySpan<byte> Bytes => _message.Slice(_bytesStart, _bytesLength);

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
        if (_at >= _message.Length || IsMalformed)
            return false;
        bool isWhole = TryReadVarint(_message, ref _at, out ulong tag) && TryReadContent((int)(tag & 7));
        Number = (int)(tag >> 3);
        IsMalformed = !isWhole || Number == 0;
        return !IsMalformed;
    }

    /// <summary>Reads the varint at an index and moves the index behind it; false when the varint does not end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadVarint(ReadOnlySpan<byte> from, ref int at, out ulong value)
    {
        if ((uint)at < (uint)from.Length && from[at] < 0x80)
        {
            value = from[at++];
            return true;
        }
        return TryReadLongVarint(from, ref at, out value);
    }

    private static bool TryReadLongVarint(ReadOnlySpan<byte> from, ref int at, out ulong value)
    {
        value = 0;
        int longest = Math.Min(from.Length - at, LongestVarint);
        for (int i = 0; i < longest; i++)
        {
            byte next = from[at + i];
            value |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                at += i + 1;
                return true;
            }
        }
        return false;
    }

    private bool TryReadContent(int wireType)
    {
        (_bytesStart, _bytesLength) = (0, 0);
        IsDelimited = wireType == Delimited;
        switch (wireType)
        {
            case Delimited when TryReadVarint(_message, ref _at, out ulong length) && length <= (ulong)(_message.Length - _at):
                (_bytesStart, _bytesLength) = (_at, (int)length);
                Bits = length;
                _at += (int)length;
                return true;
            case Varint when TryReadVarint(_message, ref _at, out ulong bits):
                Bits = bits;
                return true;
            case Fixed32 when _message.Length - _at >= sizeof(uint):
                Bits = BinaryPrimitives.ReadUInt32LittleEndian(_message[_at..]);
                _at += sizeof(uint);
                return true;
            case Fixed64 when _message.Length - _at >= sizeof(ulong):
                Bits = BinaryPrimitives.ReadUInt64LittleEndian(_message[_at..]);
                _at += sizeof(ulong);
                return true;
            default:
                return false;
        }
    }
}
