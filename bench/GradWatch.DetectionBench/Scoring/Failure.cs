using GradWatch.DetectionBench.Recordings;
using GradWatch.Detectors;
using GradWatch.Episodes;

namespace GradWatch.DetectionBench.Scoring;

/// <summary>A run of which something else was said than the truth has it.</summary>
/// <param name="Kind">What went wrong: <c>missed</c>, <c>late</c>, <c>mild</c>, <c>false critical</c> …</param>
/// <param name="Reason">The class of reason, worked out from the run.</param>
internal sealed record Failure(string Run, string Label, long? FirstBadStep, string Kind, string Reason, string Said)
{
    // Fewer rows than that are a run of a few epochs.
    private const int FewRows = 12;
    private const int NoHistory = 5;
    private const int Talkative = 3;

    internal static IReadOnlyList<Failure> Of(IEnumerable<Judged> judged) =>
        [.. judged.Select(Of).Where(failure => failure is not null).OfType<Failure>()];

    internal static Failure? Of(Judged one)
    {
        if (Classify(one) is not var (kind, reason))
            return null;
        LabelledRun truth = one.Run.Truth;
        return new Failure(truth.Name, truth.Label, truth.FirstBadStep, kind, reason, one.Verdict.Fault ?? one.Verdict.ToString());
    }

    private static (string Kind, string Reason)? Classify(Judged one)
    {
        (LabelledRun truth, Verdict verdict) = (one.Run.Truth, one.Verdict);
        if (verdict.Fault is not null || one.Run.Parts.Count == 0)
            return ("unread", "the log or a detector failed");
        long? alarm = verdict.Alarm(Severity.Warning, one.Run.Earliest);
        if (truth.IsSick)
        {
            return alarm is null ? ("missed", WhyMissed(one))
                : !one.Run.InTime(alarm) ? ("late", $"{alarm - truth.FirstBadStep} steps after the label")
                : verdict.Worst < Severity.Critical ? ("mild", "warned in time, never critical")
                : null;
        }
        if (!truth.IsHealthy && !truth.IsOther)
            return null;
        return (truth.IsHealthy, verdict.Worst) switch
        {
            (true, Severity.Critical) => ("false critical", By(verdict, Severity.Critical)),
            (true, Severity.Warning) => ("false warning", By(verdict, Severity.Warning)),
            (false, Severity.Critical) when truth.Label == "event" => ("event critical", By(verdict, Severity.Critical)),
            (false, null or Severity.Info) => ("silent", WhyMissed(one)),
            (false, Severity.Warning) when verdict.Count(Severity.Warning) is > Talkative and var episodes => ("talkative", $"{episodes} episodes"),
            _ => null,
        };
    }

    private static string WhyMissed(Judged one)
    {
        List<Row> rows = [.. one.Run.Rows];
        if (rows.Count < FewRows)
            return $"few rows ({rows.Count})";
        List<string> informed = [.. one.Verdict.Episodes
            .Where(episode => episode.Severity == Severity.Info && one.Run.InTime(episode.AlarmStep))
            .Select(episode => episode.Detector).Distinct()];
        if (informed.Count > 0)
            return $"informed only, by {string.Join(", ", informed)}";
        if (one.Run.Truth.FirstBadStep is { } bad && rows.Count(row => row.Step < bad) < NoHistory)
            return "sick before there is a history";
        if (!rows.Exists(row => row.Norm is not null))
            return "no gradient norm in the log";
        return rows.Exists(row => row.Loss is not null) ? "nothing stood out" : "no loss in the log";
    }

    private static string By(Verdict verdict, Severity least)
    {
        Episode first = verdict.Episodes.First(episode => episode.Severity >= least);
        return $"{first.Detector} at step {first.AlarmStep}";
    }
}
