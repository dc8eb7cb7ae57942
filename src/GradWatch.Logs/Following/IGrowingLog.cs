namespace GradWatch.Logs.Following;

/// <summary>A log that may still grow.</summary>
/// <remarks>Both members are called by one thread, and may throw <see cref="UnreadableLogException"/>.</remarks>
internal interface IGrowingLog
{
    /// <summary>What is there now; null while nothing can be read of it.</summary>
    LogGlance? Look();

    /// <summary>The rows from the beginning, those to come among them. Ends when the log begins anew or nobody wants more.</summary>
    IEnumerable<LogRow> Rows(KeyTable keys, ReadingNotes notes);
}
