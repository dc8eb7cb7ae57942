using GradWatch.Storage.Runs;

namespace GradWatch.Server.Live;

/// <summary>News that are joined: what goes out at once.</summary>
internal sealed class LiveNews
{
    internal Dictionary<string, RunSummary> Runs { get; } = [];
    internal List<string> Deleted { get; } = [];
    internal List<SeriesEntry> Series { get; } = [];
    internal SortedDictionary<int, StoredEpisode> Episodes { get; } = [];
    internal List<RunEntry> Entries { get; } = [];

    /// <summary>The steps of the rows.</summary>
    internal List<long> Steps { get; } = [];

    /// <summary>The values of series of the whole run.</summary>
    internal SortedDictionary<int, List<(long Step, double Value)>> Values { get; } = [];

    internal int Points { get; private set; }
    internal long? FirstRow { get; set; }

    /// <summary>The row count after it.</summary>
    internal long Rows { get; set; }

    /// <summary>True when rows came that are not in it.</summary>
    internal bool Missed { get; set; }

    internal bool IsEmpty => !Missed && Runs.Count + Deleted.Count + Series.Count + Episodes.Count + Entries.Count + Steps.Count == 0;

    internal void Add(int series, long step, double value)
    {
        if (!Values.TryGetValue(series, out List<(long, double)>? values))
            Values.Add(series, values = []);
        values.Add((step, value));
        Points++;
    }
}
