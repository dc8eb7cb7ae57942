namespace GradWatch.Cli.Watch;

/// <summary>What became of an episode.</summary>
internal enum EpisodeTurn
{
    /// <summary>It began.</summary>
    Opened,
    /// <summary>A finding was graver than all before it.</summary>
    Worsened,
    /// <summary>Its series has been quiet for long enough.</summary>
    Closed,
}
