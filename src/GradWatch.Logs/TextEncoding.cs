using System.IO.Compression;
using System.Text;

namespace GradWatch.Logs;

/// <summary>What lies around a log's bytes: gzip, and UTF-16 as Windows consoles redirect it.</summary>
internal static class TextEncoding
{
    /// <summary>The bytes without what lies around them; others as they are.</summary>
    internal static Stream Decode(Stream content)
    {
        var start = new StartStream(content);
        ReadOnlySpan<byte> mark = start.Mark;
        if (mark.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
            return new GZipStream(start, CompressionMode.Decompress);
        if (mark.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]))
            return Encoding.CreateTranscodingStream(start, Encoding.Unicode, Encoding.UTF8);
        return mark.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff])
            ? Encoding.CreateTranscodingStream(start, Encoding.BigEndianUnicode, Encoding.UTF8)
            : start;
    }
}
