using System.IO.Hashing;
using System.Text;

namespace GradWatch.Logs.Tests.PyTorch;

/// <summary>Writes zip archives as <c>torch.save</c> does: stored, in one folder; as Zip64 when asked to.</summary>
internal sealed class ArchiveWriter(bool isZip64 = false)
{
    private readonly List<(string Name, byte[] Packed, long Size, int Method, uint Crc)> _entries = [];
    private readonly List<long> _headers = [];

    /// <summary>An archive of a pickle and its storages of floats.</summary>
    internal static byte[] Of(PickleWriter pickle, params float[][] storages)
    {
        var archive = new ArchiveWriter().Add("m/data.pkl", pickle.Bytes).Add("m/byteorder", "little"u8.ToArray());
        for (int i = 0; i < storages.Length; i++)
            archive.Add($"m/data/{i}", [.. storages[i].SelectMany(BitConverter.GetBytes)]);
        return archive.Bytes();
    }

    internal ArchiveWriter Add(string name, byte[] packed, int method = 0, long? size = null, uint? crc = null)
    {
        _entries.Add((name, packed, size ?? packed.Length, method, crc ?? Crc32.HashToUInt32(packed)));
        return this;
    }

    internal byte[] Bytes()
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        for (int i = 0; i < _entries.Count; i++)
        {
            _headers.Add(file.Position);
            writer.Write(0x04034b50);
            WriteCommon(writer, i, isLocal: true);
            writer.Write(Encoding.UTF8.GetBytes(_entries[i].Name));
            writer.Write(_entries[i].Packed);
        }
        long start = file.Position;
        for (int i = 0; i < _entries.Count; i++)
            WriteDirectory(writer, i);
        long end = file.Position;
        if (isZip64)
            WriteEnd64(writer, start, end);
        writer.Write(0x06054b50);
        writer.Write(0);
        writer.Write((ushort)_entries.Count);
        writer.Write((ushort)_entries.Count);
        writer.Write(isZip64 ? -1 : (int)(end - start));
        writer.Write(isZip64 ? -1 : (int)start);
        writer.Write((ushort)0);
        return file.ToArray();
    }

    private void WriteDirectory(BinaryWriter writer, int i)
    {
        writer.Write(0x02014b50);
        writer.Write((ushort)45);
        WriteCommon(writer, i, isLocal: false);
        writer.Write((ushort)0);
        writer.Write((ushort)0);
        writer.Write((ushort)0);
        writer.Write(0);
        writer.Write(isZip64 ? -1 : (int)_headers[i]);
        writer.Write(Encoding.UTF8.GetBytes(_entries[i].Name));
        if (!isZip64)
            return;
        writer.Write((ushort)1);
        writer.Write((ushort)24);
        writer.Write(_entries[i].Size);
        writer.Write((long)_entries[i].Packed.Length);
        writer.Write(_headers[i]);
    }

    private void WriteCommon(BinaryWriter writer, int i, bool isLocal)
    {
        bool wide = isZip64 && !isLocal;
        writer.Write((ushort)45);
        writer.Write((ushort)0);
        writer.Write((ushort)_entries[i].Method);
        writer.Write(0);
        writer.Write(_entries[i].Crc);
        writer.Write(wide ? -1 : _entries[i].Packed.Length);
        writer.Write(wide ? -1 : (int)_entries[i].Size);
        writer.Write((ushort)Encoding.UTF8.GetByteCount(_entries[i].Name));
        writer.Write((ushort)(wide ? 28 : 0));
    }

    private void WriteEnd64(BinaryWriter writer, long start, long end)
    {
        writer.Write(0x06064b50);
        writer.Write(44L);
        writer.Write((ushort)45);
        writer.Write((ushort)45);
        writer.Write(0L);
        writer.Write((long)_entries.Count);
        writer.Write((long)_entries.Count);
        writer.Write(end - start);
        writer.Write(start);
        writer.Write(0x07064b50);
        writer.Write(0);
        writer.Write(end);
        writer.Write(1);
    }
}
