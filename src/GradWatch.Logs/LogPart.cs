namespace GradWatch.Logs;

/// <summary>A part of a path that can be read apart from the others, on any thread: a file, or what belongs together in a directory.</summary>
public sealed class LogPart
{
    private readonly Func<ReadingOptions, IEnumerable<LogRun>> _read;

    internal LogPart(string path, Func<ReadingOptions, IEnumerable<LogRun>> read) => (Path, _read) = (path, read);

    /// <summary>The path that its runs name as their source.</summary>
    public string Path { get; }

    /// <summary>Its runs, as <see cref="LogReader.Read(string, ReadingOptions?)"/> gives them.</summary>
    /// <exception cref="UnreadableLogException">It was given as a file, and nothing of it can be read.</exception>
    public IEnumerable<LogRun> Read(ReadingOptions? options = null) => _read(options ?? new ReadingOptions());
}
