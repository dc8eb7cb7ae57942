namespace GradWatch.Episodes;

/// <summary>What a finding did to the episodes.</summary>
public enum EpisodeChange
{
    /// <summary>It joined an open episode.</summary>
    Continued,
    /// <summary>It opened an episode.</summary>
    Opened,
    /// <summary>It made an open episode worse.</summary>
    Worsened,
}
