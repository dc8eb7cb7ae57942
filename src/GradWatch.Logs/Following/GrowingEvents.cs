using GradWatch.Logs.TensorBoard;

namespace GradWatch.Logs.Following;

/// <summary>The event files of one TensorBoard run: all are followed, those to come too, and merged by time as far as they are written.</summary>
/// <param name="files">The files that are there now.</param>
/// <param name="options">How many rows a look counts.</param>
/// <param name="polling">When to look.</param>
internal sealed class GrowingEvents(Func<IReadOnlyList<string>> files, ReadingOptions options, Polling polling) : IGrowingLog
{
    /// <inheritdoc/>
    public LogGlance? Look()
    {
        int rows = 0;
        var keys = new KeyTable();
        foreach (string file in files())
        {
            for (var tail = new EventTail(file, keys); rows < options.SampleRows && tail.HasRow; tail.Take())
                rows++;
        }
        return rows > 0 ? new LogGlance(TensorBoardFormat.Id, rows) : null;
    }

    /// <inheritdoc/>
    public IEnumerable<LogRow> Rows(KeyTable keys, ReadingNotes notes)
    {
        Dictionary<string, EventTail> tails = new(StringComparer.Ordinal);
        do
        {
            foreach (string file in TensorBoardDirectory.InOrder(files().Where(file => !tails.ContainsKey(file))))
                tails.Add(file, new EventTail(file, keys));
            foreach (EventTail tail in tails.Values)
                tail.LookAgain();
            while (tails.Values.Where(tail => tail.HasRow).MinBy(tail => tail.Time) is { } earliest)
            {
                yield return earliest.Row;
                earliest.Take();
            }
        }
        while (polling.Wait());
    }
}
