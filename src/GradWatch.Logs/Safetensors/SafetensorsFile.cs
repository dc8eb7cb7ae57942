using System.Buffers.Binary;
using GradWatch.Logs.Checkpoints;
using GradWatch.Wording;

namespace GradWatch.Logs.Safetensors;

/// <summary>One safetensors file: the header is checked as a whole before a tensor of it is believed.</summary>
internal static class SafetensorsFile
{
    internal const string Format = "safetensors";

    /// <summary>Bytes before the header: its length.</summary>
    internal const int LengthBytes = 8;

    /// <summary>Bytes of header that the format allows.</summary>
    internal const long LongestHeader = 100_000_000;

    /// <summary>True for a file that begins like one, whatever its name.</summary>
    internal static bool Recognise(MappedFile file) => file.Length > LengthBytes && file.Copy(LengthBytes, 1)[0] == '{';

    /// <summary>The tensors by name and the metadata.</summary>
    /// <exception cref="UnreadableLogException">The header is damaged or contradicts itself or the file.</exception>
    internal static SafetensorsHeader Read(MappedFile file)
    {
        if (file.Length < LengthBytes)
            throw new UnreadableLogException(file.Path, new Sentence("checkpoint.safetensors.short", file.Length), offset: 0);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file.Copy(0, LengthBytes));
        if (length > (ulong)(file.Length - LengthBytes))
            throw new UnreadableLogException(file.Path, new Sentence("checkpoint.safetensors.header_size", $"{length}", file.Length), offset: 0);
        if (length > LongestHeader)
            throw new UnreadableLogException(file.Path, new Sentence("checkpoint.safetensors.header_limit", $"{length}"), offset: 0);
        if (length == 0)
            throw new UnreadableLogException(file.Path, new Sentence("checkpoint.safetensors.not_json"), offset: LengthBytes);
        using MappedWindow window = file.Map(LengthBytes, (long)length);
        SafetensorsHeader header = HeaderParser.Parse(window.Bytes(LengthBytes, (int)length), file);
        DataLayout.Check(header.Entries, file, LengthBytes + (long)length);
        return header;
    }
}
