using GradWatch.DetectionBench.Scoring;
using GradWatch.Detectors;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.DetectionBench.Tests.Scoring;

public sealed class AlarmCountTests
{
    private static readonly Series Loss = new(Quantity.Loss);

    [Fact]
    public void Findings_at_most_thirty_rows_apart_are_one_alarm()
    {
        AlarmCount count = new(Severity.Warning);
        foreach (long row in new long[] { 10, 40, 70, 101 })
            count.Take(At("loss_spike", Severity.Warning), row);
        Assert.Equal(2, count.Total);
    }

    [Fact]
    public void Each_detector_has_alarms_of_its_own_and_what_is_below_the_severity_has_none()
    {
        AlarmCount count = new(Severity.Warning);
        count.Take(At("loss_spike", Severity.Critical), 1);
        count.Take(At("loss_divergence", Severity.Warning), 1);
        count.Take(At("gradient_norm_range", Severity.Info), 1);
        Assert.Equal(["loss_divergence", "loss_spike"], count.ByDetector.Keys.Order());
    }

    private static Finding At(string detector, Severity severity) =>
        new() { Detector = detector, Key = "finding." + detector, Severity = severity, Series = Loss, Step = 0, Since = 0 };
}
