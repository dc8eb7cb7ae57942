using GradWatch.Detectors;

namespace GradWatch.Remedies;

/// <summary>A short re-run from one state with a remedy, beside an untreated control on the same batches.</summary>
public sealed record Trial
{
    /// <summary>The remedy tried, e.g. <c>clip_gradient_norm</c>.</summary>
    public required string Remedy { get; init; }

    /// <summary>How it went with the remedy.</summary>
    public required TrialCourse Treated { get; init; }

    /// <summary>How it went without.</summary>
    public required TrialCourse Control { get; init; }

    /// <summary>With the remedy training ran on, and better than without: a milder verdict, or as mild and a lower loss.</summary>
    public bool Helped
    {
        get
        {
            if (!double.IsFinite(Treated.LastLoss) || Treated.Worst >= Severity.Critical)
                return false;
            int treated = Rank(Treated), control = Rank(Control);
            return treated < control || (treated == control && Treated.LastLoss < Control.LastLoss);
        }
    }

    // Notes are no reason to prefer one course to another, and a loss that is lost is worse than any verdict.
    private static int Rank(TrialCourse course) =>
        !double.IsFinite(course.LastLoss) ? int.MaxValue : course.Worst >= Severity.Warning ? (int)course.Worst! : 0;
}
