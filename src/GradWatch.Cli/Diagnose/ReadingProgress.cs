using GradWatch.Cli.Texts;
using GradWatch.Wording;

namespace GradWatch.Cli.Diagnose;

/// <summary>How far a long file has been read, on one line of the terminal's error output.</summary>
internal sealed class ReadingProgress(TextWriter output, Language language) : IDisposable
{
    // Below this a file is read before anybody could read the line.
    private const long WorthTelling = 32 << 20;
    private bool _shown;

    /// <summary>A progress line, or null where nobody would see it.</summary>
    internal static ReadingProgress? OnTerminal(Language language) =>
        Console.IsErrorRedirected ? null : new ReadingProgress(Console.Error, language);

    internal void Show(string path, long read, long of)
    {
        if (of < WorthTelling)
            return;
        _shown = true;
        output.Write($"\r{CliTexts.Format(language, "progress.reading", path, read >> 20, of >> 20, 100 * read / of)}");
    }

    /// <summary>Takes the line away.</summary>
    internal void Clear()
    {
        if (_shown)
            output.Write("\r\u001b[K");
        _shown = false;
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();
}
