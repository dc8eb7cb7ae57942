using GradWatch.Detectors;
using GradWatch.Episodes;

namespace GradWatch.Cli.Backtest.Judging;

/// <summary>What one rule says of one run.</summary>
/// <param name="Worst">The worst severity; null without an episode.</param>
/// <param name="AlarmStep">The step of the first alarm, a warning or worse; null when there is none.</param>
/// <param name="Critical">Critical episodes.</param>
/// <param name="Warning">Episodes that warn.</param>
/// <param name="Info">Episodes that merely inform.</param>
internal sealed record RuleVerdict(Severity? Worst, long? AlarmStep, int Critical, int Warning, int Info)
{
    internal int Alarms => Critical + Warning;

    /// <summary>The verdict as written in data.</summary>
    internal string Name => Worst switch
    {
        Severity.Critical => "critical",
        Severity.Warning => "warning",
        _ => "healthy",
    };

    internal static RuleVerdict Of(IReadOnlyList<Episode> episodes) => new(
        episodes.Count == 0 ? null : episodes.Max(episode => episode.Severity),
        episodes.Where(episode => episode.Severity > Severity.Info).Min(episode => (long?)episode.AlarmStep),
        Count(episodes, Severity.Critical), Count(episodes, Severity.Warning), Count(episodes, Severity.Info));

    /// <summary>What became of the verdict of the detectors as they are.</summary>
    internal Flip Against(RuleVerdict defaults) => (defaults.Alarms > 0, Alarms > 0) switch
    {
        (false, true) => Flip.Won,
        (true, false) => Flip.Lost,
        _ => Name == defaults.Name ? Flip.None : Flip.Changed,
    };

    private static int Count(IReadOnlyList<Episode> episodes, Severity severity) => episodes.Count(episode => episode.Severity == severity);
}
