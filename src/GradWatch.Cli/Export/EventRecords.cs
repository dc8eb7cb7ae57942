using System.Buffers.Binary;
using System.Numerics;

namespace GradWatch.Cli.Export;

/// <summary>Records of TensorBoard's event files: length, checksum, data, checksum.</summary>
internal sealed class EventRecords(Stream output)
{
    private const int Head = 12;
    private const int Foot = 4;
    private const uint MaskDelta = 0xA282EAD8;
    private const int MaskTurn = 15;

    private readonly byte[] _head = new byte[Head];
    private readonly byte[] _foot = new byte[Foot];

    internal void Write(ReadOnlySpan<byte> data)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_head, data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(_head.AsSpan(8), Masked(_head.AsSpan(0, 8)));
        BinaryPrimitives.WriteUInt32LittleEndian(_foot, Masked(data));
        output.Write(_head);
        output.Write(data);
        output.Write(_foot);
    }

    /// <summary>CRC-32C, turned and shifted so that a checksum of data that holds checksums is no weaker.</summary>
    internal static uint Masked(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        foreach (byte one in data)
            crc = BitOperations.Crc32C(crc, one);
        return BitOperations.RotateRight(~crc, MaskTurn) + MaskDelta;
    }
}
