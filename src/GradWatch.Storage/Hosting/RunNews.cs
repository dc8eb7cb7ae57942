using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Hosting;

/// <summary>What a commit changed about a run: told after it is durable, in the order of the commits.</summary>
public sealed record RunNews
{
    /// <summary>The run after it.</summary>
    public required RunSummary Summary { get; init; }

    /// <summary>The row count before it: a reader whose own count is lower has missed something and reads again.</summary>
    public required long FirstRow { get; init; }

    /// <summary>The rows, by the indices of the run. Shared between readers: not to be changed.</summary>
    public required StepRows Rows { get; init; }

    /// <summary>Series that appeared with it.</summary>
    public IReadOnlyList<SeriesEntry> NewSeries { get; init; } = [];

    /// <summary>Episodes that opened, worsened, went on to another sentence, or closed.</summary>
    public IReadOnlyList<StoredEpisode> Episodes { get; init; } = [];

    /// <summary>What happened beside the numbers.</summary>
    public IReadOnlyList<RunEntry> Entries { get; init; } = [];

    /// <summary>True when the run was deleted: the last news of it.</summary>
    public bool Deleted { get; init; }
}
