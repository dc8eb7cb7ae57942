namespace GradWatch.Episodes;

/// <summary>When an episode ends. When it begins is each detector's business: it holds its finding back until it lasts.</summary>
public sealed record EpisodeOptions
{
    /// <summary>Observations of its series without a finding after which an episode closes.</summary>
    public int Quiet { get; init; } = 30;

    /// <summary>The same for an episode of something that recurs by its nature.</summary>
    public int QuietRecurring { get; init; } = 600;
}
