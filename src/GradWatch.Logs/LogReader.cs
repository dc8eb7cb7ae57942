namespace GradWatch.Logs;

/// <summary>From a path to the runs in it: finds the files, recognises the formats, maps the names.</summary>
public static class LogReader
{
    /// <summary>The runs of a file or directory, each read while its observations are enumerated.</summary>
    /// <exception cref="UnreadableLogException">Nothing of the path can be read.</exception>
    public static IEnumerable<LogRun> Read(string path, ReadingOptions? options = null) => [];

    /// <summary>The runs of a stream, e.g. standard input.</summary>
    public static IEnumerable<LogRun> Read(string path, Stream content, ReadingOptions? options = null) => [];
}
