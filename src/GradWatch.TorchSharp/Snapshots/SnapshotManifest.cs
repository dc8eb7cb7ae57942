using System.Text;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Snapshots;

/// <summary>What a snapshot file holds besides the elements of its tensors: names, types, shapes, numbers, random state.</summary>
internal static class SnapshotManifest
{
    internal static byte[] Write(SnapshotContent content)
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes, Encoding.UTF8);
        writer.Write(content.Step);
        writer.Write(content.Optimizers.Count);
        foreach (string optimizer in content.Optimizers)
            writer.Write(optimizer);
        writer.Write(content.Tensors.Count);
        foreach (SavedTensor tensor in content.Tensors)
            Write(writer, tensor);
        writer.Write(content.Numbers.Count);
        foreach ((string name, object? value) in content.Numbers)
            Write(writer, name, value);
        writer.Write(content.RandomState.Length);
        writer.Write(content.RandomState);
        writer.Flush();
        return bytes.ToArray();
    }

    internal static void Read(byte[] manifest, SnapshotContent content)
    {
        using BinaryReader reader = new(new MemoryStream(manifest), Encoding.UTF8);
        content.Step = reader.ReadInt64();
        content.Optimizers = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadString())];
        for (int left = reader.ReadInt32(); left > 0; left--)
            content.Tensors.Add(ReadTensor(reader));
        for (int left = reader.ReadInt32(); left > 0; left--)
            content.Numbers.Add(new(reader.ReadString(), ReadNumber(reader)));
        content.RandomState = reader.ReadBytes(reader.ReadInt32());
    }

    private static void Write(BinaryWriter writer, SavedTensor tensor)
    {
        writer.Write(tensor.Name);
        writer.Write((sbyte)tensor.Type);
        writer.Write(tensor.Offset);
        writer.Write(tensor.Bytes);
        writer.Write(tensor.Shape?.Length ?? -1);
        foreach (long length in tensor.Shape ?? [])
            writer.Write(length);
    }

    private static SavedTensor ReadTensor(BinaryReader reader)
    {
        string name = reader.ReadString();
        ScalarType type = (ScalarType)reader.ReadSByte();
        (long offset, long bytes) = (reader.ReadInt64(), reader.ReadInt64());
        int dimensions = reader.ReadInt32();
        long[]? shape = dimensions < 0 ? null : [.. Enumerable.Range(0, dimensions).Select(_ => reader.ReadInt64())];
        return new SavedTensor(name, type, shape, offset, bytes);
    }

    private static void Write(BinaryWriter writer, string name, object? value)
    {
        writer.Write(name);
        writer.Write((byte)(value switch { null => 0, long => 1, double => 2, bool => 3, int => 4, float => 5, _ => throw Unknown(name, value) }));
        if (value is long or int)
            writer.Write(Convert.ToInt64(value));
        else if (value is double or float)
            writer.Write(Convert.ToDouble(value));
        else if (value is bool flag)
            writer.Write(flag);
    }

    private static object? ReadNumber(BinaryReader reader)
    {
        byte kind = reader.ReadByte();
        return kind switch
        {
            0 => null,
            1 => reader.ReadInt64(),
            2 => reader.ReadDouble(),
            3 => reader.ReadBoolean(),
            4 => (int)reader.ReadInt64(),
            5 => (float)reader.ReadDouble(),
            _ => throw new InvalidDataException($"a number of kind {kind} is unknown to this version"),
        };
    }

    private static NotSupportedException Unknown(string name, object value) =>
        new($"{name} is a {value.GetType().Name}, which a snapshot file does not hold.");
}
