using System.Buffers.Binary;
using System.Numerics;

namespace GradWatch.Logs.TensorBoard;

/// <summary>What the next frame of an event file turned out to be.</summary>
internal enum Frame
{
    /// <summary>A record, intact.</summary>
    Intact,
    /// <summary>A record whose data do not match their checksum; the next one can be read.</summary>
    Damaged,
    /// <summary>A record too large to hold anything but images; stepped over.</summary>
    Oversized,
    /// <summary>The end of the file, between two records.</summary>
    End,
    /// <summary>The end of the file, within a record: still being written, or the writer was killed.</summary>
    Torn,
    /// <summary>A length that does not match its checksum or is beyond reason: the next record cannot be found.</summary>
    Broken,
}

/// <summary>Cuts a stream into the records of an event file: length, its checksum, data, their checksum.</summary>
/// <remarks>Reads no more than is there: on a stream that follows a growing file each record comes as soon as it is
/// whole.</remarks>
internal sealed class EventFrames(Stream content)
{
    private const int HeaderLength = 12;
    private const int FooterLength = 4;
    private const int InitialBuffer = 64 * 1024;

    /// <summary>A scalar takes 50 bytes, a histogram 2 KB, a batch of images some MB; more is not kept in memory.</summary>
    private const int LargestKept = 16 * 1024 * 1024;

    private byte[] _buffer = new byte[InitialBuffer];
    private int _start;
    private int _end;
    private int _dataLength;
    private long _startOffset;

    /// <summary>The byte at which the frame in hand begins.</summary>
    public long Offset { get; private set; }

    /// <summary>The data of the frame in hand; valid until the next.</summary>
    public ReadOnlySpan<byte> Data => _buffer.AsSpan(_start - FooterLength - _dataLength, _dataLength);

    /// <summary>True when the bytes begin with a length of a record and the checksum of that length.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= HeaderLength
        && BinaryPrimitives.ReadUInt64LittleEndian(bytes) <= int.MaxValue // protobuf's own limit
        && BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) == MaskedChecksum(bytes[..8]);

    /// <summary>CRC-32C, rotated and shifted as TensorFlow's record files do.</summary>
    public static uint MaskedChecksum(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        for (; data.Length >= 8; data = data[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        foreach (byte b in data)
            crc = BitOperations.Crc32C(crc, b);
        return BitOperations.RotateRight(~crc, 15) + 0xA282EAD8u;
    }

    /// <summary>Steps to the next frame. After <see cref="Frame.End"/>, <see cref="Frame.Torn"/> and
    /// <see cref="Frame.Broken"/> comes none.</summary>
    public Frame Next()
    {
        Offset = _startOffset;
        if (!Fill(HeaderLength))
            return _start == _end ? Frame.End : Frame.Torn;
        if (!IsHeader(_buffer.AsSpan(_start, HeaderLength)))
            return Frame.Broken;
        long length = BinaryPrimitives.ReadInt64LittleEndian(_buffer.AsSpan(_start));
        if (length > LargestKept)
            return Skip(HeaderLength + length + FooterLength) ? Frame.Oversized : Frame.Torn;
        _dataLength = (int)length;
        if (!Fill(HeaderLength + _dataLength + FooterLength))
            return Frame.Torn;
        Advance(HeaderLength + _dataLength + FooterLength);
        uint expected = BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(_start - FooterLength));
        return MaskedChecksum(Data) == expected ? Frame.Intact : Frame.Damaged;
    }

    private void Advance(int count)
    {
        _start += count;
        _startOffset += count;
    }

    private bool Skip(long count)
    {
        while (count > 0)
        {
            if (!Fill(1))
                return false;
            int here = (int)Math.Min(count, _end - _start);
            Advance(here);
            count -= here;
        }
        return true;
    }

    private bool Fill(int needed)
    {
        if (_end - _start >= needed)
            return true;
        MakeRoom(needed);
        while (_end - _start < needed)
        {
            int read = content.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0)
                return false;
            _end += read;
        }
        return true;
    }

    private void MakeRoom(int needed)
    {
        byte[] target = needed <= _buffer.Length ? _buffer : new byte[(int)BitOperations.RoundUpToPowerOf2((uint)needed)];
        Buffer.BlockCopy(_buffer, _start, target, 0, _end - _start);
        (_buffer, _end, _start) = (target, _end - _start, 0);
    }
}
