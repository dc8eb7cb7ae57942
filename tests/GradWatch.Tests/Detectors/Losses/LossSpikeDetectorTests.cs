using GradWatch.Detectors;
using GradWatch.Detectors.Losses;
using GradWatch.Observations;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Detectors.Losses;

public sealed class LossSpikeDetectorTests
{
    private readonly LossSpikeDetector _detector = new();

    [Fact]
    public void A_loss_that_jumps_is_told_in_times_its_median()
    {
        Finding finding = _detector.Feed(Watching.Loss, [2.776, 2.773, 2.77, 7.34])[0];
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("loss 7.34 at step 3: 2.65 times its running median (2.77).", finding.Sentence.ToString());
        Assert.Equal("loss 7.34 на шаге 3: в 2.65 раза больше текущей медианы (2.77).", finding.Sentence.In(Language.Russian));
    }

    [Fact]
    public void Less_than_twice_the_median_is_no_jump() => Assert.Empty(_detector.Feed(Watching.Loss, [2, 2, 2, 2, 3.9]));

    [Fact]
    public void On_few_losses_a_jump_must_be_four_times_all_they_ranged_over() =>
        Assert.Empty(_detector.Feed(Watching.Loss, [1, 1.5, 0.8, 1.2, 2.6]));

    [Fact]
    public void A_jump_soon_after_a_steep_fall_is_seen_all_the_same()
    {
        // The spread of all losses so far is wide because they fell; the newest sixteen hardly move.
        IEnumerable<double> losses = Enumerable.Range(0, 50).Select(i => 2.2 + 9 * Math.Exp(-i / 5.0));
        Assert.Equal(50, Assert.Single(_detector.Feed(Watching.Loss, [.. losses, 9.5])).Step);
    }

    [Fact]
    public void A_run_resumed_from_an_earlier_step_may_be_back_at_an_earlier_loss()
    {
        double[] losses = [.. Enumerable.Range(0, 60).Select(i => 0.1 + 4 * Math.Exp(-i / 10.0))];
        _detector.Feed(Watching.Loss, losses);
        Assert.Empty(_detector.Feed(Watching.Loss, losses[30..], 30));
    }

    [Fact]
    public void A_loss_that_goes_negative_is_judged_by_its_own_spread()
    {
        IEnumerable<double> rewards = Healthy.Norms("gaussian", 200).Select(value => 10 * (value - 1) - 0.5);
        Assert.Empty(_detector.Feed(Watching.Loss, rewards));
        Assert.NotEmpty(_detector.Feed(Watching.Loss, [60], 200));
    }
}
