using GradWatch.Detectors;
using GradWatch.Observations;

namespace GradWatch.Tests.Guard;

/// <summary>Findings as detectors would make them.</summary>
internal static class SomeFinding
{
    internal static Finding At(long step, Severity severity = Severity.Critical, long? since = null, string detector = "gradient_explosion") => new()
    {
        Detector = detector,
        Key = "finding.gradient_explosion",
        Severity = severity,
        Series = new Series(Quantity.GradNorm),
        Step = step,
        Since = since ?? step,
        Value = 4e3,
        Reference = 2.3,
        Excess = 3.2,
    };
}
