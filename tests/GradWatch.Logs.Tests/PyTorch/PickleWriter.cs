using System.Buffers.Binary;
using System.Text;

namespace GradWatch.Logs.Tests.PyTorch;

/// <summary>Writes pickles of protocol 2, instruction by instruction, as <c>torch.save</c> does.</summary>
internal sealed class PickleWriter
{
    private readonly List<byte> _bytes = [0x80, 2];

    internal byte[] Bytes => [.. _bytes, (byte)'.'];

    internal PickleWriter Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    internal PickleWriter Op(char code) => Raw((byte)code);

    internal PickleWriter Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, utf8.Length);
        return Op('X').Raw(length).Raw(utf8);
    }

    internal PickleWriter Number(long value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Raw(0x8a, 8).Raw(bytes);
    }

    internal PickleWriter Global(string module, string name) => Op('c').Raw(Encoding.UTF8.GetBytes($"{module}\n{name}\n"));

    internal PickleWriter Numbers(params long[] values)
    {
        Op('(');
        foreach (long value in values)
            Number(value);
        return Op('t');
    }

    /// <summary>A tensor that views a storage.</summary>
    internal PickleWriter Tensor(string storage, long elements, long offset, long[] shape, long[] strides, string type = "FloatStorage") =>
        Global("torch._utils", "_rebuild_tensor_v2").Op('(')
            .Op('(').Text("storage").Global("torch", type).Text(storage).Text("cpu").Number(elements).Op('t').Op('Q')
            .Number(offset).Numbers(shape).Numbers(strides).Raw(0x89)
            .Global("collections", "OrderedDict").Op(')').Op('R').Op('t').Op('R');

    /// <summary>A dictionary; the content writes keys and values in turn.</summary>
    internal PickleWriter Dictionary(Action<PickleWriter> content)
    {
        Op('}').Op('(');
        content(this);
        return Op('u');
    }
}
