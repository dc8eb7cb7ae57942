using GradWatch.Detectors;
using GradWatch.Wording;

namespace GradWatch.Server.Taps;

/// <summary>What the server follows by itself, and whom it tells.</summary>
public sealed record TapOptions
{
    /// <summary>Directories or files whose logs are followed into runs.</summary>
    public IReadOnlyList<string> LogDirectories { get; init; } = [];

    /// <summary>How often a followed file is looked at.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Where episodes are posted, in JSON that Slack takes; null for nowhere. Only from the command line: no run can name one.</summary>
    public Uri? AlertWebhook { get; init; }

    /// <summary>The program that is started for an episode, without a shell; null for none.</summary>
    public string? AlertCommand { get; init; }

    /// <summary>The least severity that is told.</summary>
    public Severity AlertSeverity { get; init; } = Severity.Critical;

    /// <summary>The language of what is told.</summary>
    public Language Language { get; init; } = Language.English;

    /// <summary>The address that people see the dashboard at, for links; null for none.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>Attempts at telling of an episode before it is given up: with the waits between them about two minutes. Not tuned.</summary>
    public int AlertAttempts { get; init; } = 7;

    /// <summary>The wait after the first failed attempt; it doubles.</summary>
    public TimeSpan AlertWait { get; init; } = TimeSpan.FromSeconds(2);
}
