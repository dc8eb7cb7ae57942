using System.Buffers.Binary;
using System.IO.Hashing;
using Google.Protobuf;
using GradWatch.Logs.Wandb;

namespace GradWatch.Logs.Tests.Wandb;

/// <summary>Writes W&amp;B run files for tests, records cut at the ends of blocks as the real client does.</summary>
internal sealed class RunFileWriter
{
    private const int Block = 32 * 1024;
    private const int Header = 7;
    private readonly List<byte> _file = [.. ":W&B"u8, 0xE1, 0xBE, 0];

    /// <summary>Where each record begins.</summary>
    public List<int> Offsets { get; } = [];

    public byte[] Bytes => [.. _file];

    /// <summary>A step as W&amp;B logs it: items of name and JSON.</summary>
    public RunFileWriter Log(params (string Name, string Json)[] items)
    {
        var history = new HistoryRecord();
        foreach ((string name, string json) in items)
            history.Item.Add(new HistoryItem { Key = ByteString.CopyFromUtf8(name), ValueJson = ByteString.CopyFromUtf8(json) });
        return Write(new LoggedRecord { History = history });
    }

    public RunFileWriter Write(LoggedRecord record) => WriteBytes(record.ToByteArray());

    public RunFileWriter WriteBytes(byte[] record)
    {
        if (Left < Header)
            _file.AddRange(new byte[Left]);
        Offsets.Add(_file.Count);
        bool isFirst = true;
        for (int at = 0; ; isFirst = false)
        {
            if (Left < Header)
                _file.AddRange(new byte[Left]);
            int length = Math.Min(record.Length - at, Left - Header);
            bool isLast = at + length == record.Length;
            Piece(isFirst ? isLast ? (byte)1 : (byte)2 : isLast ? (byte)4 : (byte)3, record.AsSpan(at, length));
            at += length;
            if (isLast)
                return this;
        }
    }

    /// <summary>A record without numbers, to move the next one along.</summary>
    public RunFileWriter Padding(int length) => Log(("text", $"\"{new string('x', length)}\""));

    private int Left => Block - (_file.Count % Block);

    private void Piece(byte type, ReadOnlySpan<byte> data)
    {
        byte[] checkedBytes = [type, .. data];
        byte[] header = new byte[6];
        BinaryPrimitives.WriteUInt32LittleEndian(header, Crc32.HashToUInt32(checkedBytes));
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), (ushort)data.Length);
        _file.AddRange(header);
        _file.AddRange(checkedBytes);
    }
}
