namespace GradWatch.Logs;

/// <summary>The beginning of a file: what its format is recognised by.</summary>
/// <param name="Path">The path as given; the name decides only where the content does not.</param>
/// <param name="Bytes">Up to <see cref="Size"/> bytes; all of a shorter file.</param>
/// <param name="IsWhole">True when <paramref name="Bytes"/> is all there is.</param>
public sealed record LogHead(string Path, ReadOnlyMemory<byte> Bytes, bool IsWhole)
{
    /// <summary>How many bytes are looked at: enough for the source code that some trainers print before their first step.</summary>
    public const int Size = 256 * 1024;

    // Binary data have control characters everywhere: a tenth of random bytes, half of small numbers.
    private const int OneControlIn = 100;

    /// <summary>Names that the user gives to quantities or the step: a line with one of them is of training.</summary>
    internal IReadOnlySet<string> GivenNames { get; init; } = new HashSet<string>();

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => Bytes.Span;

    /// <summary>True for text, also one with the holes of zeros that a power loss leaves; false for binary data.</summary>
    internal bool IsText => Span.IndexOf((byte)0) < 0 || IsTextWithHoles();

    private bool IsTextWithHoles()
    {
        int characters = 0, controls = 0;
        foreach (byte one in Span)
        {
            characters += one != 0 ? 1 : 0;
            controls += one is (> 0 and < (byte)'\b') or (> (byte)'\r' and < 0x1b) or (> 0x1b and < 0x20) ? 1 : 0;
        }
        return characters > 0 && controls * OneControlIn <= characters;
    }
}
