using GradWatch.Server.Contract;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;
using GradWatch.Server.Sending;

namespace GradWatch.Server.Live;

/// <summary>What a stream has still to send. News come in as fast as they will and are joined; however slow the reader, this stays small.</summary>
/// <param name="run">The run; null for all, of which only summaries are told.</param>
internal sealed class LivePending(string? run)
{
    // More points than a screen has columns: the page reads the series again instead.
    private const int MostPoints = 20_000;
    private const int MostRuns = 5000;
    private const int MostEntries = 1000;

    private readonly Lock _lock = new();
    private readonly HashSet<int> _wholeRun = [];
    private LiveNews _news = new();
    private long _rows;

    /// <summary>The state of the run as the stream opens, and whether the reader missed something since it was here last.</summary>
    internal void Begin(IReadOnlyList<SeriesEntry> series, RunSummary summary, long? lastSeen)
    {
        lock (_lock)
        {
            foreach (SeriesEntry entry in series)
                Know(entry);
            _rows = summary.Rows;
            _news.Runs[summary.Id] = summary;
            _news.Missed = lastSeen is { } seen && seen != summary.Rows;
        }
    }

    internal void Take(RunNews news)
    {
        lock (_lock)
        {
            if (news.Deleted)
            {
                _news.Runs.Remove(news.Summary.Id);
                _news.Deleted.Add(news.Summary.Id);
                return;
            }
            if (run is not null)
                TakeRows(news);
            if (_news.Runs.Count < MostRuns || _news.Runs.ContainsKey(news.Summary.Id))
                _news.Runs[news.Summary.Id] = news.Summary;
            else
                _news.Missed = true;
        }
    }

    /// <summary>Takes what there is; null for nothing.</summary>
    internal LiveNews? Drain()
    {
        lock (_lock)
        {
            if (_news.IsEmpty)
                return null;
            LiveNews full = _news;
            full.Rows = _rows;
            _news = new LiveNews();
            return full;
        }
    }

    private void TakeRows(RunNews news)
    {
        foreach (SeriesEntry entry in news.NewSeries)
        {
            if (Know(entry))
                _news.Series.Add(entry);
        }
        long end = news.FirstRow + news.Rows.Count;
        // What was read when the stream opened may come once more as news.
        if (end > _rows)
        {
            _news.Missed |= news.FirstRow > _rows || _news.Points > MostPoints;
            for (int row = (int)Math.Max(0, _rows - news.FirstRow); row < news.Rows.Count && !_news.Missed; row++)
                TakeRow(news, row);
            _rows = end;
        }
        foreach (StoredEpisode episode in news.Episodes)
            _news.Episodes[episode.Number] = episode;
        foreach (RunEntry entry in news.Entries.Where(OwnEntries.IsForPeople))
        {
            if (_news.Entries.Count < MostEntries)
                _news.Entries.Add(entry);
        }
    }

    private void TakeRow(RunNews news, int row)
    {
        _news.FirstRow ??= news.FirstRow + row;
        long step = news.Rows.Steps[row];
        _news.Steps.Add(step);
        ReadOnlySpan<int> series = news.Rows.SeriesOf(row);
        for (int i = 0; i < series.Length; i++)
        {
            if (_wholeRun.Contains(series[i]))
                _news.Add(series[i], step, news.Rows.ValuesOf(row)[i]);
        }
        _news.Missed |= _news.Steps.Count > MostPoints;
    }

    private bool Know(SeriesEntry entry)
    {
        if (entry.Series.IsOfRun)
            return _wholeRun.Add(entry.Index);
        return true;
    }
}
