using GradWatch.Cli.Backtest.Labels;
using GradWatch.Reports;

namespace GradWatch.Cli.Backtest.Judging;

/// <summary>A run with what each rule says of it.</summary>
/// <param name="Run">Where it came from.</param>
/// <param name="Label">The truth about it; null where nobody wrote it down.</param>
/// <param name="Rows">Rows of its log.</param>
/// <param name="FirstStep">The lowest step.</param>
/// <param name="LastStep">The highest step.</param>
/// <param name="Verdicts">In the order of the rules; the detectors as they are come first.</param>
internal sealed record JudgedRun(RunDescription Run, RunLabel? Label, long Rows, long FirstStep, long LastStep, IReadOnlyList<RuleVerdict> Verdicts)
{
    internal string Name => Run.Name is null ? Run.Source : $"{Run.Source} {Run.Name}";

    /// <summary>Whether any rule says something else than the detectors as they are.</summary>
    internal bool AnyFlip => Verdicts.Any(verdict => verdict.Against(Verdicts[0]) != Flip.None);

    /// <summary>Whether the alarm of a rule came in time; null where the label does not say that there should be one.</summary>
    internal bool? InTime(RuleVerdict verdict) => Label is { IsSick: true } label ? label.InTime(verdict.AlarmStep, LastStep - FirstStep) : null;

    /// <summary>Alarms of a rule in 10,000 rows of this run.</summary>
    internal double Density(RuleVerdict verdict) => 1e4 * verdict.Alarms / Math.Max(1, Rows);
}
