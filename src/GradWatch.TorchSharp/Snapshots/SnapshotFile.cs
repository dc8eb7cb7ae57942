using System.Buffers.Binary;
using System.IO.Hashing;
using GradWatch.Reports;
using GradWatch.TorchSharp.Native;

namespace GradWatch.TorchSharp.Snapshots;

/// <summary>Snapshots on disk: written whole or not at all, and read only when every byte is as it was written.</summary>
/// <remarks>Header: magic, version, lengths of manifest and data. Then the manifest (names, types, shapes, numbers), the data as they lie in
/// memory, and XXH128 of everything before it. Little-endian.</remarks>
internal static unsafe class SnapshotFile
{
    private const int HeaderLength = 32;
    private const int ChecksumLength = 16;
    private const int Version = 1;
    private const int Piece = 1 << 24;

    private static ReadOnlySpan<byte> Magic => "GWSNAP\r\n"u8;

    /// <summary>Writes beside the target, makes sure that it is on the disk, and only then gives it the name.</summary>
    internal static void Write(string path, SnapshotContent content) => WholeFile.Write(path, file => WriteTo(file, content), toDisk: true);

    /// <summary>Reads a file and checks all of it. Throws <see cref="InvalidDataException"/> that names file and reason.</summary>
    internal static SnapshotContent Read(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        XxHash128 hash = new();
        (int manifestLength, long dataLength) = ReadHeader(path, file, hash);
        byte[] manifest = new byte[manifestLength];
        file.ReadExactly(manifest);
        hash.Append(manifest);
        SnapshotContent content = new();
        try
        {
            content.Memory.Reserve(dataLength);
            ForPieces(content.Memory, dataLength, piece =>
            {
                file.ReadExactly(new Span<byte>(piece.First, piece.Length));
                hash.Append(new ReadOnlySpan<byte>(piece.First, piece.Length));
            });
            Span<byte> checksum = stackalloc byte[ChecksumLength];
            file.ReadExactly(checksum);
            if (!checksum.SequenceEqual(hash.GetCurrentHash()))
                throw Refused(path, "its checksum does not match: it was changed or damaged after it was written");
            SnapshotManifest.Read(manifest, content);
            return content;
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    private static void WriteTo(Stream file, SnapshotContent content)
    {
        byte[] manifest = SnapshotManifest.Write(content);
        byte[] header = new byte[HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), manifest.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), content.Bytes);
        XxHash128 hash = new();
        hash.Append(header);
        hash.Append(manifest);
        file.Write(header);
        file.Write(manifest);
        ForPieces(content.Memory, content.Bytes, piece =>
        {
            ReadOnlySpan<byte> bytes = new(piece.First, piece.Length);
            hash.Append(bytes);
            file.Write(bytes);
        });
        file.Write(hash.GetCurrentHash());
    }

    private static (int Manifest, long Data) ReadHeader(string path, FileStream file, XxHash128 hash)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        int read = file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        if (!header[..Math.Min(read, Magic.Length)].SequenceEqual(Magic[..Math.Min(read, Magic.Length)]) || read == 0)
            throw Refused(path, "it does not begin as a snapshot of GradWatch does");
        if (read < HeaderLength)
            throw Torn(path, file.Length, HeaderLength);
        int version = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        if (version != Version)
            throw Refused(path, $"it has version {version} of the format, and this is version {Version}");
        int manifest = BinaryPrimitives.ReadInt32LittleEndian(header[12..]);
        long data = BinaryPrimitives.ReadInt64LittleEndian(header[16..]);
        long expected = manifest < 0 || data < 0 ? -1 : HeaderLength + manifest + data + ChecksumLength;
        if (expected != file.Length)
            throw Torn(path, file.Length, expected);
        hash.Append(header);
        return (manifest, data);
    }

    private static void ForPieces(NativeBlock memory, long length, Action<Stretch> act)
    {
        for (long start = 0; start < length; start += Piece)
            act(new Stretch(memory.At(start), (int)Math.Min(Piece, length - start)));
    }

    private static InvalidDataException Torn(string path, long length, long expected) =>
        Refused(path, $"it has {length} bytes where its header speaks of {expected}: it was torn or damaged");

    private static InvalidDataException Refused(string path, string why) => new($"{path} cannot be used as a snapshot: {why}.");

    private readonly struct Stretch(byte* first, int length)
    {
        internal byte* First => first;

        internal int Length => length;
    }
}
