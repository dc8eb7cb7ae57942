namespace GradWatch.Logs;

/// <summary>The beginning of a file: what its format is recognised by.</summary>
/// <param name="Path">The path as given; the name decides only where the content does not.</param>
/// <param name="Bytes">Up to <see cref="Size"/> bytes; all of a shorter file.</param>
/// <param name="IsWhole">True when <paramref name="Bytes"/> is all there is.</param>
public sealed record LogHead(string Path, ReadOnlyMemory<byte> Bytes, bool IsWhole)
{
    /// <summary>How many bytes are looked at: enough for the source code that some trainers print before their first step.</summary>
    public const int Size = 256 * 1024;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => Bytes.Span;
}
