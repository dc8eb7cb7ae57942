namespace GradWatch.Logs.Following;

/// <summary>A log that is written whole again and again (trainer_state.json), or spread over files (MLflow): read anew when it changed.</summary>
/// <param name="format">The id of its format.</param>
/// <param name="options">How many rows a look counts.</param>
/// <param name="polling">When to look.</param>
/// <param name="version">A value that changes when the log does.</param>
/// <param name="read">The rows that are there now.</param>
internal sealed class RewrittenLog(
    string format, ReadingOptions options, Polling polling, Func<object> version, Func<KeyTable, IEnumerable<LogRow>> read) : IGrowingLog
{
    /// <inheritdoc/>
    public LogGlance? Look()
    {
        int rows = Now(new KeyTable()).Take(options.SampleRows).Count();
        return rows > 0 ? new LogGlance(format, rows) : null;
    }

    /// <inheritdoc/>
    public IEnumerable<LogRow> Rows(KeyTable keys, ReadingNotes notes)
    {
        var seen = new SeenRows(keys);
        object? last = null;
        do
        {
            object now = version();
            if (now.Equals(last))
                continue;
            last = now;
            seen.Begin();
            int index = 0;
            foreach (LogRow row in Now(keys))
            {
                if (!seen.IsSame(index++, row))
                    yield break;
                if (seen.Fresh(row) is { } fresh)
                    yield return fresh;
            }
        }
        while (polling.Wait());
    }

    // Caught while it is being written it may be torn or missing: the next look will find it whole.
    private IEnumerable<LogRow> Now(KeyTable keys)
    {
        using IEnumerator<LogRow> rows = read(keys).GetEnumerator();
        while (Advance(rows))
            yield return rows.Current;
    }

    private static bool Advance(IEnumerator<LogRow> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
