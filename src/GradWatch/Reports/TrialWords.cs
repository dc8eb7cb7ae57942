using GradWatch.Detectors;
using GradWatch.Remedies;
using GradWatch.Wording;

namespace GradWatch.Reports;

/// <summary>The proof of a remedy in one sentence: what its trial showed, beside the untreated control; or that nobody tried it.</summary>
public static class TrialWords
{
    /// <summary>The sentence of a remedy.</summary>
    public static Sentence Of(Remedy remedy)
    {
        ArgumentNullException.ThrowIfNull(remedy);
        if (remedy.Trial is not { } trial)
            return new Sentence("report.do.not_tried");
        return new Sentence(trial.Helped ? "report.trial.helped" : "report.trial.failed", Course(trial.Treated), Course(trial.Control));
    }

    private static Sentence Course(TrialCourse course) => new(
        "report.trial.course", course.Steps, course.FirstLoss, course.LastLoss,
        course.Worst >= Severity.Warning ? new Sentence($"report.trial.{(course.Worst == Severity.Critical ? "critical" : "warning")}") : new Sentence("report.trial.quiet"));
}
