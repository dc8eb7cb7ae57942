using GradWatch.Detectors;
using GradWatch.Diagnosis;
using GradWatch.Diagnosis.Origins;
using GradWatch.Episodes;
using GradWatch.Guard;
using GradWatch.Observations;
using GradWatch.Remedies;
using GradWatch.Wording;

namespace GradWatch.Reports;

/// <summary>All that is known of a run: what a person or program reads is made from this alone.</summary>
public sealed record Report
{
    /// <summary>Where the run came from.</summary>
    public required RunDescription Run { get; init; }

    /// <summary>The series seen, with what is kept of each.</summary>
    public required RunRecord Record { get; init; }

    /// <summary>The episodes, in the order in which their alarms came.</summary>
    public required IReadOnlyList<Episode> Episodes { get; init; }

    /// <summary>Why.</summary>
    public required RunDiagnosis Diagnosis { get; init; }

    /// <summary>What fixes it, best first.</summary>
    public required IReadOnlyList<Remedy> Remedies { get; init; }

    /// <summary>Where values that are not finite came from, as traced in a live run; empty for a log.</summary>
    public IReadOnlyList<NonFiniteOrigin> Origins { get; init; } = [];

    /// <summary>What a guard did to the run while it went on, in the order of the steps; empty for a run that was merely watched.</summary>
    public IReadOnlyList<GuardAction> Actions { get; init; } = [];

    /// <summary>What a reader should know of how the log was read: rows skipped, a torn tail, a resumed run.</summary>
    public IReadOnlyList<Sentence> Notes { get; init; } = [];

    /// <summary>The same report with the proof of the remedies that were tried: those that helped come first, those that did not last.</summary>
    public Report With(IReadOnlyList<Trial> trials) => this with
    {
        Remedies =
        [
            .. Remedies.Select(remedy => trials.LastOrDefault(trial => trial.Remedy == remedy.Id) is { } trial ? remedy with { Trial = trial } : remedy)
                .OrderBy(remedy => remedy.Trial is null ? 1 : remedy.Trial.Helped ? 0 : 2),
        ],
    };

    /// <summary>The worst severity; null when there is no episode. Null and <see cref="Severity.Info"/> are a healthy run.</summary>
    public Severity? Worst => Episodes.Count == 0 ? null : Episodes.Max(episode => episode.Severity);

    /// <summary>The verdict as written in data: <c>healthy</c>, <c>warning</c> or <c>critical</c>.</summary>
    public string Verdict => Worst switch
    {
        Severity.Critical => "critical",
        Severity.Warning => "warning",
        _ => "healthy",
    };
}
