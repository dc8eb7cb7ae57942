using GradWatch.Detectors;
using GradWatch.Observations;
using GradWatch.Reports;

namespace GradWatch.Demo.Experiments;

/// <summary>How a run ended, read from its report.</summary>
internal sealed record Outcome(Report Report)
{
    internal SeriesTrace Loss { get; } = Report.Record.Find(Quantity.Loss)!;

    internal SeriesTrace Norm { get; } = Report.Record.Find(Quantity.GradNorm)!;

    /// <summary>The first alarm that is more than a note; null when there is none.</summary>
    internal long? Alarm => Report.Episodes.Where(e => e.Severity >= Severity.Warning).Select(e => (long?)e.AlarmStep).Min();

    /// <summary>The first step whose loss is NaN or infinite; null when none is.</summary>
    internal long? Broken => Loss.FirstNonFiniteStep;

    /// <summary>Nothing overflowed or became NaN; the gradient may still be far too large.</summary>
    internal bool IsFinite => Broken is null && Norm.NonFinite == 0;

    internal bool IsStable => IsFinite && Report.Verdict != "critical";

    internal bool Has(string detector) => Report.Episodes.Any(e => e.Detector == detector);
}
