using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Wording;

namespace GradWatch.Cli.Diagnose;

/// <summary>How far a long file has been read, on one line of the terminal's error output.</summary>
internal sealed class ReadingProgress(TextWriter output, Language language) : IDisposable
{
    // Below this a file is read before anybody could read the line.
    private const long WorthTelling = 32 << 20;
    private const int LongestPath = 40;
    private const int WorthCounting = 20;
    private const long WorthShowing = 20_000;
    private int _shown = -1;

    /// <summary>A progress line, or null where nobody would see it.</summary>
    internal static ReadingProgress? OnTerminal(Language language) =>
        Console.IsErrorRedirected ? null : new ReadingProgress(Console.Error, language);

    internal void Show(string path, long read, long of)
    {
        if (of < WorthTelling)
            return;
        int percent = (int)Math.Min(100, 100 * read / of);
        if (percent == _shown)
            return;
        _shown = percent;
        output.Write($"\r\u001b[K{CliTexts.Format(language, "progress.reading", Fitting.End(path, LongestPath), read >> 20, of >> 20, percent)}");
    }

    /// <summary>How many logs of how many have been read.</summary>
    internal void Count(int done, int of)
    {
        if (of < WorthCounting || done == _shown)
            return;
        _shown = done;
        output.Write($"\r\u001b[K{CliTexts.Format(language, "progress.logs", done, of)}");
    }

    /// <summary>How many rows of a long run are done.</summary>
    internal void Rows(long done, long of)
    {
        if (of >= WorthShowing)
            Share("progress.rows", (double)done / of);
    }

    /// <summary>How far something has come, from 0 to 1.</summary>
    internal void Share(string key, double done)
    {
        int percent = (int)(100 * Math.Clamp(done, 0, 1));
        if (percent == _shown)
            return;
        _shown = percent;
        output.Write($"\r\u001b[K{CliTexts.Format(language, key, percent)}");
    }

    /// <summary>Takes the line away.</summary>
    internal void Clear()
    {
        if (_shown >= 0)
            output.Write("\r\u001b[K");
        _shown = -1;
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();
}
