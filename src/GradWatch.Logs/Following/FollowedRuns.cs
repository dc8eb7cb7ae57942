using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.Following;

/// <summary>The runs of one growing log: begun once there are rows, and again when the log begins anew.</summary>
internal sealed class FollowedRuns(string path, string? name, IGrowingLog log, ReadingOptions options, Polling polling)
{
    /// <summary>Rows that tell what the names mean; with fewer it is waited whether more come at once.</summary>
    private const int RowsToBegin = 8;

    private LogGlance? _seen;
    private int _begun;

    /// <summary>The path to name it by.</summary>
    internal string Path { get; } = path;

    /// <summary>True when it turned out to be no log.</summary>
    internal bool IsUnreadable { get; set; }

    /// <summary>True when the log can be begun with: it has rows enough, or no more came since the last look.</summary>
    internal bool IsReady()
    {
        LogGlance? before = _seen;
        _seen = log.Look();
        return _seen is { Rows: > 0 } now && (now.Rows >= RowsToBegin || now == before);
    }

    /// <summary>Follows the log until nobody wants more. Each run is handed over once, to be enumerated by the callee.</summary>
    internal void Follow(Action<LogRun> begin)
    {
        do
        {
            var notes = new ReadingNotes();
            var keys = new KeyTable();
            string? runName = ++_begun == 1 ? name : $"{name}#{_begun}";
            // A row that has not come must not be waited for to find out what the names mean.
            var splitter = new RunSplitter(Path, _seen!.Value.Format, runName, notes, keys, options with { SampleRows = _seen.Value.Rows });
            try
            {
                foreach (LogRun run in splitter.Split(new GuardedRows(Path, log.Rows(keys, notes), true)))
                    begin(run);
            }
            catch (UnreadableLogException unreadable)
            {
                if (!polling.IsOver)
                    options.Unreadable?.Invoke(unreadable);
            }
            _seen = null;
        }
        while (WaitUntilReady());
    }

    private bool WaitUntilReady()
    {
        while (polling.Wait())
        {
            if (IsReady())
                return true;
        }
        return false;
    }
}
