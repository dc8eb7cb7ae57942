using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace GradWatch.Logs.Tests.Safetensors;

/// <summary>Writes safetensors files, right ones and wrong ones.</summary>
internal sealed class SafetensorsWriter
{
    private readonly List<string> _entries = [];
    private readonly List<byte> _data = [];

    internal SafetensorsWriter Add(string name, params float[] values) => Add(name, [values.Length], values);

    internal SafetensorsWriter Add(string name, long[] shape, float[] values) =>
        Add(name, "F32", shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    internal SafetensorsWriter Add(string name, string type, long[] shape, byte[] bytes)
    {
        int begin = _data.Count;
        _data.AddRange(bytes);
        _entries.Add(Entry(name, type, string.Join(',', shape), begin, _data.Count));
        return this;
    }

    internal byte[] Bytes(string metadata = "") =>
        File("{" + string.Join(',', (metadata.Length > 0 ? [$"\"__metadata__\":{metadata}"] : Array.Empty<string>()).Concat(_entries)) + "}", [.. _data]);

    internal static string Entry(string name, string type, string shape, long begin, long end) =>
        $$"""
        "{{name}}":{"dtype":"{{type}}","shape":[{{shape}}],"data_offsets":[{{begin}},{{end}}]}
        """;

    internal static byte[] File(string header, byte[] data, long? length = null)
    {
        byte[] text = Encoding.Latin1.GetBytes(header);
        byte[] file = new byte[8 + text.Length + data.Length];
        BinaryPrimitives.WriteInt64LittleEndian(file, length ?? text.Length);
        text.CopyTo(file, 8);
        data.CopyTo(file, 8 + text.Length);
        return file;
    }
}
