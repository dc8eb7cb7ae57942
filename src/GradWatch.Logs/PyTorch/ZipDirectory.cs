using System.Buffers.Binary;
using System.Text;
using GradWatch.Logs.Checkpoints;
using GradWatch.Wording;

namespace GradWatch.Logs.PyTorch;

/// <summary>The directory at the end of a zip archive, Zip64 or not, and where the bytes of its files begin.</summary>
/// <remarks>The archives of the base library do not tell where in the file a stored entry is, which is what mapping needs.</remarks>
internal sealed class ZipDirectory
{
    private const uint EndMark = 0x06054b50;
    private const uint LocatorMark = 0x07064b50;
    private const uint End64Mark = 0x06064b50;
    private const uint EntryMark = 0x02014b50;
    private const uint LocalMark = 0x04034b50;
    private const int EndSize = 22;
    private const int LocatorSize = 20;
    private const int End64Size = 56;
    private const int EntrySize = 46;
    private const int LocalSize = 30;
    private const int LongestComment = ushort.MaxValue;
    private const int MostEntries = 1_000_000;
    private const long LargestDirectory = 256 << 20;

    private readonly MappedFile _file;
    private readonly Dictionary<string, ZipEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>Reads the directory.</summary>
    /// <exception cref="UnreadableLogException">It is missing, as in a file that was cut off, or contradicts the file.</exception>
    internal ZipDirectory(MappedFile file)
    {
        _file = file;
        (long offset, long size, long count) = FindEnd();
        if (offset < 0 || size < 0 || offset > file.Length - size || size > LargestDirectory || count > MostEntries)
            throw Fail("zip_directory", Math.Clamp(offset, 0, file.Length));
        if (size > 0)
            ReadEntries(offset, (int)size, count);
    }

    internal IReadOnlyCollection<ZipEntry> Entries => _entries.Values;

    internal ZipEntry? Find(string name) => _entries.GetValueOrDefault(name);

    /// <summary>Where the bytes of an entry begin in the file; they are checked to lie in it.</summary>
    internal long DataOffset(ZipEntry entry)
    {
        if (entry.Header < 0 || entry.Header > _file.Length - LocalSize)
            throw Fail("zip_entry", Math.Clamp(entry.Header, 0, _file.Length), entry.Name);
        byte[] local = _file.Copy(entry.Header, LocalSize);
        long data = entry.Header + LocalSize + U16(local, 26) + U16(local, 28);
        if (U32(local, 0) != LocalMark || data > _file.Length - entry.PackedSize)
            throw Fail("zip_entry", entry.Header, entry.Name);
        return data;
    }

    private (long Offset, long Size, long Count) FindEnd()
    {
        int length = (int)Math.Min(_file.Length, EndSize + LongestComment);
        byte[] tail = _file.Copy(_file.Length - length, length);
        for (int at = length - EndSize; at >= 0; at--)
        {
            if (U32(tail, at) != EndMark || at + EndSize + U16(tail, at + 20) > length)
                continue;
            long place = _file.Length - length + at;
            return FindEnd64(place) ?? (U32(tail, at + 16), U32(tail, at + 12), U16(tail, at + 10));
        }
        throw Fail("zip_cut", _file.Length);
    }

    private (long Offset, long Size, long Count)? FindEnd64(long end)
    {
        if (end < LocatorSize)
            return null;
        byte[] locator = _file.Copy(end - LocatorSize, LocatorSize);
        if (U32(locator, 0) != LocatorMark)
            return null;
        long place = I64(locator, 8);
        if (place < 0 || place > _file.Length - End64Size)
            throw Fail("zip_directory", end - LocatorSize);
        byte[] record = _file.Copy(place, End64Size);
        if (U32(record, 0) != End64Mark)
            throw Fail("zip_directory", place);
        return (I64(record, 48), I64(record, 40), I64(record, 32));
    }

    private void ReadEntries(long offset, int size, long count)
    {
        using MappedWindow window = _file.Map(offset, size);
        ReadOnlySpan<byte> directory = window.Bytes(offset, size);
        int at = 0;
        for (long i = 0; i < count; i++)
        {
            if (at > size - EntrySize || U32(directory, at) != EntryMark)
                throw Fail("zip_directory", offset + at);
            int name = U16(directory, at + 28), extra = U16(directory, at + 30), comment = U16(directory, at + 32);
            if (at + EntrySize + name + extra + comment > size)
                throw Fail("zip_directory", offset + at);
            ZipEntry entry = Entry(directory.Slice(at, EntrySize + name + extra), name);
            if (entry.Size < 0 || entry.PackedSize < 0 || !_entries.TryAdd(entry.Name, entry))
                throw Fail("zip_entry", offset + at, TensorNames.Printable(entry.Name));
            at += EntrySize + name + extra + comment;
        }
    }

    private static ZipEntry Entry(ReadOnlySpan<byte> record, int nameLength)
    {
        string name = Encoding.UTF8.GetString(record.Slice(EntrySize, nameLength));
        long packed = U32(record, 20), size = U32(record, 24), header = U32(record, 42);
        ReadOnlySpan<byte> extra = record[(EntrySize + nameLength)..];
        while (extra.Length >= 4)
        {
            int length = Math.Min(U16(extra, 2), extra.Length - 4);
            if (U16(extra, 0) == 1)
                Widen(extra.Slice(4, length), ref size, ref packed, ref header);
            extra = extra[(4 + length)..];
        }
        return new ZipEntry(name, U16(record, 10), (record[8] & 1) != 0, U32(record, 16), packed, size, header);
    }

    // Only the numbers that do not fit 32 bits are there, in this order.
    private static void Widen(ReadOnlySpan<byte> wide, ref long size, ref long packed, ref long header)
    {
        if (size == uint.MaxValue && wide.Length >= 8)
        {
            size = I64(wide, 0);
            wide = wide[8..];
        }
        if (packed == uint.MaxValue && wide.Length >= 8)
        {
            packed = I64(wide, 0);
            wide = wide[8..];
        }
        if (header == uint.MaxValue && wide.Length >= 8)
            header = I64(wide, 0);
    }
    private static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long I64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);

    private UnreadableLogException Fail(string key, long place, params object[] arguments) =>
        new(_file.Path, new Sentence("checkpoint.pytorch." + key, arguments), offset: place);
}
