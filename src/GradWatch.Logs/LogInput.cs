namespace GradWatch.Logs;

/// <summary>One log file, opened for reading, with what its reader shares with the stages after it.</summary>
/// <param name="path">The path to name in messages: as given, or <c>-</c>.</param>
/// <param name="content">The bytes from the start; may be a pipe or a file that still grows, so it need not seek.</param>
/// <param name="notes">Where to say what was skipped.</param>
public sealed class LogInput(string path, Stream content, ReadingNotes notes)
{
    /// <summary>The path to name in messages.</summary>
    public string Path { get; } = path;

    /// <summary>The bytes.</summary>
    public Stream Content { get; } = content;

    /// <summary>Where to say what was skipped.</summary>
    public ReadingNotes Notes { get; } = notes;

    /// <summary>Names that the user gives to quantities or the step.</summary>
    internal IReadOnlySet<string> GivenNames { get; init; } = new HashSet<string>();

    /// <summary>The names that occur in the log.</summary>
    public KeyTable Keys { get; init; } = new();

    /// <summary>Bytes that a reader may look at before it reads; a file that still grows has so many without waiting.</summary>
    public int HeadLength { get; init; } = LogHead.Size;
}
