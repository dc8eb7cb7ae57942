using GradWatch.Detectors;
using GradWatch.Remedies;
using Xunit;

namespace GradWatch.Tests.Remedies;

public sealed class TrialTests
{
    [Fact]
    public void A_remedy_helped_when_the_course_is_milder_than_without() =>
        Assert.True(Of(Course(1, 0.2), Course(1, double.NaN, Severity.Critical)).Helped);

    [Fact]
    public void A_warning_beside_a_critical_control_is_help() =>
        Assert.True(Of(Course(1, 0.9, Severity.Warning), Course(1, 5, Severity.Critical)).Helped);

    [Fact]
    public void As_mild_as_without_it_must_bring_a_lower_loss()
    {
        Assert.True(Of(Course(1, 0.2), Course(1, 0.3, Severity.Info)).Helped);
        Assert.False(Of(Course(1, 0.3), Course(1, 0.2)).Helped);
    }

    [Fact]
    public void What_is_critical_or_loses_the_loss_did_not_help()
    {
        Assert.False(Of(Course(1, 0.2, Severity.Critical), Course(1, 5, Severity.Critical)).Helped);
        Assert.False(Of(Course(1, double.NaN), Course(1, double.NaN, Severity.Critical)).Helped);
    }

    private static Trial Of(TrialCourse treated, TrialCourse control) => new() { Remedy = "clip_gradient_norm", Treated = treated, Control = control };

    private static TrialCourse Course(double first, double last, Severity? worst = null) =>
        new() { Steps = 200, FirstLoss = first, LastLoss = last, LargestNorm = 1, Worst = worst };
}
