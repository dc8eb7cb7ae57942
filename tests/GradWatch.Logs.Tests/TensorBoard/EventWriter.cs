using System.Buffers.Binary;
using Google.Protobuf;
using GradWatch.Logs.Tests.TensorBoard.Messages;

namespace GradWatch.Logs.Tests.TensorBoard;

/// <summary>Writes event files for tests. Its checksum is the textbook's table, not the reader's instruction.</summary>
internal sealed class EventWriter
{
    private static readonly uint[] Table = MakeTable();
    private readonly List<byte> _file = [];

    public EventWriter(double wallTime = 1) => Write(new Event { WallTime = wallTime, FileVersion = "brain.Event:2" });

    /// <summary>Where each record begins.</summary>
    public List<int> Offsets { get; } = [];

    public byte[] Bytes => [.. _file];

    public EventWriter Scalar(long step, string tag, float value, double wallTime = 2) =>
        Value(step, new Summary.Types.Value { Tag = tag, SimpleValue = value }, wallTime);

    public EventWriter Histogram(long step, string tag, Histogram histogram) =>
        Value(step, new Summary.Types.Value { Tag = tag, Histo = histogram });

    public EventWriter Tensor(long step, string tag, Tensor tensor, string? plugin = null)
    {
        var value = new Summary.Types.Value { Tag = tag, Tensor = tensor };
        if (plugin is not null)
            value.Metadata = new Metadata { PluginData = new Metadata.Types.PluginData { PluginName = plugin } };
        return Value(step, value);
    }

    public EventWriter Write(Event message) => Frame(message.ToByteArray());

    public EventWriter Frame(byte[] data)
    {
        Offsets.Add(_file.Count);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, data.Length);
        _file.AddRange(length);
        _file.AddRange(Masked(length));
        _file.AddRange(data);
        _file.AddRange(Masked(data));
        return this;
    }

    /// <summary>A header with any length at all, its checksum right.</summary>
    public EventWriter Header(ulong claimed)
    {
        Offsets.Add(_file.Count);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, claimed);
        _file.AddRange(length);
        _file.AddRange(Masked(length));
        return this;
    }

    private EventWriter Value(long step, Summary.Types.Value value, double wallTime = 2)
    {
        var summary = new Summary();
        summary.Value.Add(value);
        return Write(new Event { WallTime = wallTime, Step = step, Summary = summary });
    }

    private static byte[] Masked(byte[] data)
    {
        uint crc = ~0u;
        foreach (byte b in data)
            crc = Table[(byte)crc ^ b] ^ (crc >> 8);
        crc = ~crc;
        byte[] masked = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(masked, ((crc >> 15) | (crc << 17)) + 0xA282EAD8u);
        return masked;
    }

    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint remainder = i;
            for (int bit = 0; bit < 8; bit++)
                remainder = (remainder & 1) != 0 ? (remainder >> 1) ^ 0x82F63B78u : remainder >> 1;
            table[i] = remainder;
        }
        return table;
    }
}
