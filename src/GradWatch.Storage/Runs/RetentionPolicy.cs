namespace GradWatch.Storage.Runs;

/// <summary>Which runs to keep; what is null does not count. Running runs and those tagged <c>keep</c> always stay.</summary>
public sealed record RetentionPolicy
{
    /// <summary>A run with this tag, whatever its value, is never removed.</summary>
    public const string KeepTag = "keep";

    /// <summary>Keep at most so many runs: the oldest go first.</summary>
    public int? MostRuns { get; init; }

    /// <summary>Keep runs that were written to within this time.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>Keep at most so many bytes: the oldest go first, each counted by its share of the observations.</summary>
    public long? MostBytes { get; init; }

    /// <summary>The runs to remove, the oldest first.</summary>
    internal IReadOnlyList<RunSummary> Choose(IReadOnlyList<RunSummary> runs, StoreSize size, DateTimeOffset now)
    {
        List<RunSummary> oldestFirst = [.. runs.OrderBy(run => run.Updated)];
        List<RunSummary> chosen = [];
        int left = oldestFirst.Count;
        double bytes = size.Bytes, bytesEach = size.Observations > 0 ? (double)size.Bytes / size.Observations : 0;
        foreach (RunSummary run in oldestFirst)
        {
            if (run.Status == RunStatus.Running || run.Tags.ContainsKey(KeepTag))
                continue;
            if (!(left > MostRuns || now - run.Updated > OlderThan || bytes > MostBytes))
                continue;
            chosen.Add(run);
            left--;
            bytes -= run.Observations * bytesEach;
        }
        return chosen;
    }
}
