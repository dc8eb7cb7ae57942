using GradWatch.Detectors;
using GradWatch.Detectors.Gradients;
using GradWatch.Observations;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Detectors.Gradients;

public sealed class GradientExplosionDetectorTests
{
    private static readonly double[] Calm = [2, 2.31, 2.31, 2.31, 2.4, 2.3];
    private readonly GradientExplosionDetector _detector = new();

    [Fact]
    public void It_is_told_in_decades_above_the_running_median()
    {
        Finding finding = Assert.Single(_detector.Feed(Watching.GradNorm, [.. Calm, 4620]));
        Assert.Equal("Gradient norm 4.62e3 at step 6: 3.30 decades above its running median (2.31).", finding.Sentence.ToString());
        Assert.Equal("Норма градиента 4.62e3 на шаге 6: на 3.30 порядка выше своей текущей медианы (2.31).", finding.Sentence.In(Language.Russian));
    }

    [Fact]
    public void Two_decades_warn_and_less_is_left_to_the_spike_detector()
    {
        Assert.Empty(_detector.Feed(Watching.GradNorm, [.. Calm, 200]));
        Assert.Equal(Severity.Warning, Assert.Single(_detector.Feed(Watching.GradNorm, [300], 7)).Severity);
    }

    [Fact]
    public void Three_decades_are_critical_when_they_last_two_steps_because_one_may_be_a_bad_batch()
    {
        List<Finding> findings = _detector.Feed(Watching.GradNorm, [.. Calm, 5e3, 5e3]);
        Assert.Equal([Severity.Warning, Severity.Critical], findings.Select(finding => finding.Severity));
    }

    [Fact]
    public void An_infinity_right_after_three_decades_is_where_they_were_going()
    {
        Assert.Equal(Severity.Critical, _detector.Feed(Watching.GradNorm, [.. Calm, 5e3, double.PositiveInfinity])[^1].Severity);
        Assert.Empty(new GradientExplosionDetector().Feed(Watching.GradNorm, [.. Calm, double.PositiveInfinity]));
    }

    [Fact]
    public void On_two_norms_of_history_it_takes_three_and_a_half_decades()
    {
        Assert.Empty(_detector.Feed(Watching.GradNorm, [1, 1, 1e3]));
        Assert.NotEmpty(new GradientExplosionDetector().Feed(Watching.GradNorm, [1, 1, 1e4]));
    }

    [Fact]
    public void While_the_loss_rises_two_decades_are_enough()
    {
        _detector.Feed(Watching.Loss, [2, 2, 2, 4, 6]);
        Assert.NotEmpty(_detector.Feed(Watching.GradNorm, [1, 1, 1e3]));
    }

    [Fact]
    public void The_norms_of_two_optimizers_are_compared_each_with_its_own_median()
    {
        Series other = new(Quantity.GradNorm, null, "grad_norm_d");
        for (int step = 0; step < 50; step++)
        {
            Assert.Null(_detector.Observe(new Observation(step, Watching.GradNorm, 1)));
            Assert.Null(_detector.Observe(new Observation(step, other, 1e4)));
        }
    }
}
