using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace GradWatch.Taps.Tests.LogDirectories;

/// <summary>Appends scalars to a TensorBoard event file, as its writers do: framed records with masked checksums.</summary>
internal sealed class EventWriter : IDisposable
{
    private readonly FileStream _file;
    private double _time = 1.7e9;

    public EventWriter(string directory)
    {
        Directory.CreateDirectory(directory);
        _file = new FileStream(Path.Combine(directory, "events.out.tfevents.1700000000.host"), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
        Record([.. Time(), 0x1a, 13, .. "brain.Event:2"u8]);
    }

    public void Write(long step, params (string Tag, float Value)[] scalars)
    {
        byte[] summary = [.. scalars.SelectMany(scalar => Field(0x0a, [.. Field(0x0a, Encoding.UTF8.GetBytes(scalar.Tag)), 0x15, .. BitConverter.GetBytes(scalar.Value)]))];
        Record([.. Time(), 0x10, .. Varint((ulong)step), .. Field(0x2a, summary)]);
        _file.Flush();
    }

    public void Dispose() => _file.Dispose();

    private byte[] Time() => [0x09, .. BitConverter.GetBytes(_time++)];

    private static byte[] Field(byte tag, byte[] data) => [tag, .. Varint((ulong)data.Length), .. data];

    private static byte[] Varint(ulong value)
    {
        List<byte> bytes = [];
        for (; value > 127; value >>= 7)
            bytes.Add((byte)(value | 128));
        return [.. bytes, (byte)value];
    }

    private void Record(byte[] data)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, data.Length);
        _file.Write([.. length, .. Checksum(length), .. data, .. Checksum(data)]);
    }

    private static byte[] Checksum(byte[] data)
    {
        uint crc = data.Aggregate(~0u, (sum, one) => BitOperations.Crc32C(sum, one)) ^ ~0u;
        return BitConverter.GetBytes(BitOperations.RotateRight(crc, 15) + 0xa282ead8);
    }
}
