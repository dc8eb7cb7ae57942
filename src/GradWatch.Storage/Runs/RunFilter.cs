using GradWatch.Detectors;

namespace GradWatch.Storage.Runs;

/// <summary>Which runs of a list; all of them by default, the newest first.</summary>
public sealed record RunFilter
{
    /// <summary>Found in name, id, source, tags, detector or tensor of the worst episode, whatever the case; null for any.</summary>
    public string? Text { get; init; }

    /// <summary>Only runs with this verdict (<c>healthy</c>, <c>warning</c>, <c>critical</c>); null for any.</summary>
    public string? Verdict { get; init; }

    /// <summary>Only runs with this status; null for any.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>Only runs written to at this time or later; null for any.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    /// <summary>Runs to skip.</summary>
    public int Skip { get; init; }

    /// <summary>Runs at most.</summary>
    public int Take { get; init; } = 1000;
}
