using System.IO.Compression;
using System.IO.Hashing;
using GradWatch.Logs.Checkpoints;
using GradWatch.Wording;

namespace GradWatch.Logs.PyTorch;

/// <summary>A zip file of <c>torch.save</c>: one pickle that says what there is, and a stored entry for each storage.</summary>
internal sealed class PyTorchFile
{
    internal const string Format = "pytorch";

    private const string PickleName = "data.pkl";
    private const long LargestPickle = 128 << 20;

    private static readonly byte[] LegacyMark = [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    private readonly MappedFile _file;
    private readonly ZipDirectory _zip;
    private readonly string _folder;

    /// <summary>Opens the archive.</summary>
    /// <exception cref="UnreadableLogException">It is damaged, or none of <c>torch.save</c>.</exception>
    internal PyTorchFile(MappedFile file)
    {
        _file = file;
        _zip = new ZipDirectory(file);
        ZipEntry pickle = _zip.Entries.Where(entry => entry.Name == PickleName || entry.Name.EndsWith("/" + PickleName, StringComparison.Ordinal))
            .MinBy(entry => entry.Name.Length) ?? throw Fail("no_pickle", 0);
        _folder = pickle.Name[..^PickleName.Length];
        if (_zip.Find(_folder + "constants.pkl") is not null)
            throw Fail("torchscript", 0);
        CheckByteOrder();
        (Root, PickleOffset) = Load(pickle);
    }

    /// <summary>The value that was saved.</summary>
    internal object? Root { get; }

    /// <summary>Where the pickle is in the file.</summary>
    internal long PickleOffset { get; }

    /// <summary>The functions and classes that it names.</summary>
    internal IReadOnlyCollection<PickledName> Names { get; private set; } = [];

    /// <summary>True for a file that begins like a zip archive.</summary>
    internal static bool Recognise(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8);

    /// <summary>True for what <c>torch.save</c> wrote before version 1.6: several pickles, one after the other.</summary>
    internal static bool IsLegacy(ReadOnlySpan<byte> head) => head is [0x80, _, ..] && head[2..].StartsWith(LegacyMark);

    /// <summary>True for any other pickle.</summary>
    internal static bool IsPickle(ReadOnlySpan<byte> head) => head is [0x80, >= 2 and <= 5, ..];

    /// <summary>The bytes of a storage in the file.</summary>
    internal (long Offset, long Length) Storage(string key)
    {
        ZipEntry entry = _zip.Find($"{_folder}data/{key}") ?? throw Fail("no_storage", PickleOffset, TensorNames.Printable(key));
        if (entry.Method != ZipEntry.Stored || entry.IsEncrypted || entry.PackedSize != entry.Size)
            throw Fail("packed", entry.Header, TensorNames.Printable(entry.Name));
        return (_zip.DataOffset(entry), entry.Size);
    }

    internal UnreadableLogException Fail(string key, long place, params object[] arguments) =>
        new(_file.Path, new Sentence("checkpoint.pytorch." + key, arguments), offset: place);

    private void CheckByteOrder()
    {
        if (_zip.Find(_folder + "byteorder") is not { Method: ZipEntry.Stored, Size: > 0 and < 16 } entry)
            return;
        byte[] order = _file.Copy(_zip.DataOffset(entry), (int)Math.Min(entry.Size, entry.PackedSize));
        if (!order.AsSpan().StartsWith("little"u8))
            throw Fail("byte_order", entry.Header);
    }

    private (object? Root, long Offset) Load(ZipEntry entry)
    {
        if (entry.Size > LargestPickle)
            throw Fail("pickle_size", entry.Header, entry.Size);
        if (entry.IsEncrypted || entry.Method is not (ZipEntry.Stored or ZipEntry.Deflated))
            throw Fail("packed", entry.Header, entry.Name);
        long offset = _zip.DataOffset(entry);
        byte[] bytes = entry.Method == ZipEntry.Stored ? _file.Copy(offset, (int)Math.Min(entry.Size, entry.PackedSize)) : Inflate(entry, offset);
        var unpickler = new Unpickler(bytes);
        try
        {
            object? root = unpickler.Load();
            Names = unpickler.Names;
            return (root, offset);
        }
        catch (InvalidDataException damaged)
        {
            // A writer may leave the checksum out; when it is there and right, the pickle was made this way.
            string key = entry.Crc != 0 && Crc32.HashToUInt32(bytes) != entry.Crc ? "pickle_damaged" : "pickle_" + damaged.Message;
            bool isKnown = key is "pickle_damaged" or "pickle_instructions" or "pickle_protocol";
            throw Fail(isKnown ? key : "pickle_wrong", offset + (entry.Method == ZipEntry.Stored ? unpickler.Position : 0));
        }
    }

    private byte[] Inflate(ZipEntry entry, long offset)
    {
        byte[] bytes = new byte[entry.Size];
        try
        {
            using var packed = new MemoryStream(_file.Copy(offset, (int)Math.Min(entry.PackedSize, LargestPickle)));
            using var inflated = new DeflateStream(packed, CompressionMode.Decompress);
            inflated.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException)
        {
            throw Fail("pickle_damaged", offset);
        }
    }
}
