using GradWatch.Server.Taps;

namespace GradWatch.Cli.Serve;

/// <summary>What <c>gradwatch serve</c> was told.</summary>
internal sealed record ServeSettings
{
    /// <summary>Where it listens.</summary>
    public required ListenAddress Listen { get; init; }

    /// <summary>Where the runs are; null for the usual folder.</summary>
    public string? Store { get; init; }

    /// <summary>What a sender must show; null for none.</summary>
    public string? IngestToken { get; init; }

    /// <summary>What a viewer must show; null for none.</summary>
    public string? ViewToken { get; init; }

    /// <summary>What is followed, and who is told.</summary>
    public required TapOptions Taps { get; init; }

    /// <summary>Series a run at most.</summary>
    public required int SeriesLimit { get; init; }
}
