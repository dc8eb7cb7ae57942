using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;

namespace GradWatch.Logs.Wandb;

/// <summary>Puts the records of a run file together from its blocks of 32 KiB, as LevelDB's log does.</summary>
/// <remarks>
/// Where a checksum does not match but the length of the piece fits its block, only that record is lost; a length that
/// does not fit loses the rest of the block. Reads no more than is there, so a growing file can be followed.
/// </remarks>
internal sealed class RecordBlocks(Stream content)
{
    private const int BlockLength = 32 * 1024;
    private const int HeaderLength = 7;
    private const byte Full = 1;
    private const byte First = 2;
    private const byte Last = 4;
    private const int LargestKept = 16 * 1024 * 1024;

    private readonly byte[] _block = new byte[BlockLength];
    private readonly ArrayBufferWriter<byte> _joined = new();
    private long _blockOffset;
    private int _at;
    private int _end;
    private bool _isJoining;
    private long _joinedLength;
    private ReadOnlyMemory<byte> _record;

    /// <summary>The byte at which the record in hand begins.</summary>
    public long Offset { get; private set; }

    /// <summary>The record in hand; valid until the next.</summary>
    public ReadOnlySpan<byte> Data => _record.Span;

    /// <summary>The first seven bytes, which are the header of the file and count towards the first block; fewer when there
    /// are no more.</summary>
    public ReadOnlySpan<byte> ReadFileHeader()
    {
        Fill(HeaderLength);
        _at = Math.Min(_end, HeaderLength);
        return _block.AsSpan(0, _at);
    }

    /// <summary>Steps to the next record. After <see cref="RecordKind.End"/> and <see cref="RecordKind.Torn"/> comes
    /// none.</summary>
    public RecordKind Next()
    {
        while (true)
        {
            if (BlockLength - _at < HeaderLength && !NextBlock())
                return AtEnd(RecordKind.End);
            if (!Fill(_at + HeaderLength))
                return AtEnd(_at == _end ? RecordKind.End : RecordKind.Torn);
            int start = _at;
            int length = BinaryPrimitives.ReadUInt16LittleEndian(_block.AsSpan(start + 4));
            byte type = _block[start + 6];
            if (type is < Full or > Last || start + HeaderLength + length > BlockLength)
            {
                if (SkipBlock(start))
                    return Drop(Offset);
                continue;
            }
            if (!Fill(start + HeaderLength + length))
                return AtEnd(RecordKind.Torn);
            if (_isJoining && type is Full or First)
                return Drop(_blockOffset + start); // the end of the record before is missing
            _at = start + HeaderLength + length;
            uint checksum = BinaryPrimitives.ReadUInt32LittleEndian(_block.AsSpan(start));
            if (Crc32.HashToUInt32(_block.AsSpan(start + 6, length + 1)) != checksum)
                return Drop(_blockOffset + start);
            if (Join(type, start, length) is { } kind)
                return kind;
        }
    }

    private RecordKind? Join(byte type, int start, int length)
    {
        if (type is Full or First)
            Offset = _blockOffset + start;
        else if (!_isJoining)
            return null; // the rest of a record whose beginning was damaged
        ReadOnlyMemory<byte> piece = _block.AsMemory(start + HeaderLength, length);
        if (type == Full)
        {
            _record = piece;
            return RecordKind.Intact;
        }
        if (type == First)
            Forget();
        _isJoining = true;
        _joinedLength += length;
        if (_joinedLength <= LargestKept)
            _joined.Write(piece.Span);
        if (type != Last)
            return null;
        _isJoining = false;
        _record = _joined.WrittenMemory;
        return _joinedLength <= LargestKept ? RecordKind.Intact : RecordKind.Oversized;
    }

    private RecordKind AtEnd(RecordKind kind)
    {
        if (!_isJoining)
            Offset = _blockOffset + _at;
        return _isJoining ? RecordKind.Torn : kind;
    }

    private RecordKind Drop(long offset)
    {
        Offset = offset;
        Forget();
        return RecordKind.Damaged;
    }

    private void Forget()
    {
        _isJoining = false;
        _joinedLength = 0;
        _joined.ResetWrittenCount();
    }

    /// <summary>Leaves the rest of a block. False for zeros, space that was set aside and not written: anything else is
    /// damage.</summary>
    private bool SkipBlock(int start)
    {
        bool isDamage = _block.AsSpan(start, HeaderLength).ContainsAnyExcept((byte)0);
        if (isDamage)
            Offset = _blockOffset + start;
        NextBlock();
        return isDamage;
    }

    private bool NextBlock()
    {
        bool isWhole = Fill(BlockLength);
        _at = _end;
        if (!isWhole)
            return false;
        _blockOffset += BlockLength;
        (_at, _end) = (0, 0);
        return true;
    }

    private bool Fill(int end)
    {
        while (_end < end)
        {
            int read = content.Read(_block, _end, BlockLength - _end);
            if (read == 0)
                return false;
            _end += read;
        }
        return true;
    }
}
