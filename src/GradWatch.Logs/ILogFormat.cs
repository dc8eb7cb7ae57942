namespace GradWatch.Logs;

/// <summary>A kind of log file.</summary>
/// <remarks>
/// Formats are asked in a fixed order, the most specific first (see <c>LogFormats</c>), and the first that recognises the
/// head reads the file. Reading is pulled row by row, in constant memory. A torn last record is not an error; a damaged one
/// in the middle is noted, skipped and counted; a file of which nothing can be used throws <see cref="UnreadableLogException"/>.
/// </remarks>
public interface ILogFormat
{
    /// <summary>The id of the format, e.g. <c>tensorboard</c>; null when the head is not of it. Decides by content first, name second.</summary>
    string? Recognise(LogHead head);

    /// <summary>The rows, in the order of the log. The same <see cref="LogRow"/> comes again and again.</summary>
    IEnumerable<LogRow> Read(LogInput input);
}
