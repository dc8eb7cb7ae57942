namespace GradWatch.Storage.Runs;

/// <summary>One write to a run: all of it becomes durable, or nothing.</summary>
public sealed record RunAppend
{
    /// <summary>The run.</summary>
    public required string Run { get; init; }

    /// <summary>Rows that the writer believes the run to have. Another count in the store means that somebody else wrote: <see cref="StaleRunException"/>.</summary>
    public required long FirstRow { get; init; }

    /// <summary>The rows; may be empty. The store has copied what it needs when the append returns.</summary>
    public required StepRows Rows { get; init; }

    /// <summary>Series that appear for the first time, in the order of their indices.</summary>
    public IReadOnlyList<SeriesEntry> NewSeries { get; init; } = [];

    /// <summary>The run in one line, after this write.</summary>
    public required RunSummary Summary { get; init; }

    /// <summary>How far the writer has come with this write; null when it does not count.</summary>
    public WriterSequence? Writer { get; init; }

    /// <summary>Episodes that are new or have changed.</summary>
    public IReadOnlyList<StoredEpisode> Episodes { get; init; } = [];

    /// <summary>What happened beside the numbers.</summary>
    public IReadOnlyList<RunEntry> Entries { get; init; } = [];

    /// <summary>The whole report in JSON (<c>gradwatch.report/1</c>), where it was made anew; else null.</summary>
    public string? Report { get; init; }

    /// <summary>What the detectors know after this write, where it was saved; replaces what was kept before.</summary>
    public SavedState? State { get; init; }
}
