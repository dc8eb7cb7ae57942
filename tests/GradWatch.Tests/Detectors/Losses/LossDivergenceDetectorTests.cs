using GradWatch.Detectors;
using GradWatch.Detectors.Losses;
using GradWatch.Observations;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Detectors.Losses;

public sealed class LossDivergenceDetectorTests
{
    private readonly LossDivergenceDetector _detector = new();

    [Fact]
    public void Two_and_a_half_times_its_start_for_five_steps_warns()
    {
        Finding finding = _detector.Feed(Watching.Loss, [.. Enumerable.Repeat(2.0, 20), .. Enumerable.Repeat(6.0, 8)])[0];
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("The loss stays at 6.00 at step 26: 3.00 times its start (2.00); its best level was 2.00.", finding.Sentence.ToString());
        Assert.Equal(
            "Потери держатся на 6.00 на шаге 26: в 3.00 раза больше начальных (2.00); лучший уровень был 2.00.",
            finding.Sentence.In(Language.Russian));
    }

    [Fact]
    public void Ten_times_its_start_warns_soon_and_is_critical_when_it_lasts_ten_steps()
    {
        List<Finding> findings = _detector.Feed(Watching.Loss, [.. Enumerable.Repeat(2.0, 20), .. Enumerable.Repeat(30.0, 20)]);
        Assert.Equal((23L, Severity.Warning), (findings[0].Step, findings[0].Severity));
        Assert.Equal(31, findings.First(finding => finding.Severity == Severity.Critical).Step);
    }

    [Fact]
    public void A_burst_that_training_survives_is_never_critical()
    {
        double[] burst = [.. Enumerable.Repeat(2.0, 50), .. Enumerable.Repeat(60.0, 8), .. Enumerable.Repeat(2.0, 50)];
        List<Finding> findings = _detector.Feed(Watching.Loss, burst);
        Assert.NotEmpty(findings);
        Assert.DoesNotContain(findings, finding => finding.Severity == Severity.Critical);
    }

    [Fact]
    public void A_hundred_times_its_start_is_critical_at_once() =>
        Assert.Contains(
            _detector.Feed(Watching.Loss, [.. Enumerable.Repeat(2.0, 20), .. Enumerable.Repeat(1e4, 6)]),
            finding => finding is { Severity: Severity.Critical, Step: <= 24 });

    [Fact]
    public void A_loss_that_is_back_at_its_start_and_stays_there_warns_because_what_was_learnt_is_lost()
    {
        IEnumerable<double> losses = Enumerable.Range(0, 100).Select(i => i < 80 ? 2 + 8 * Math.Exp(-i / 20.0) : 9.5);
        Assert.Contains(_detector.Feed(Watching.Loss, losses), finding => finding is { Severity: Severity.Warning, Step: <= 90 });
    }

    [Fact]
    public void One_that_wanders_up_and_down_by_as_much_as_ever_does_not()
    {
        IEnumerable<double> losses = Enumerable.Range(0, 2000).Select(i => 1.2 + Math.Sin(i / 40.0));
        Assert.Empty(_detector.Feed(Watching.Loss, losses).Skip(60));
    }

    [Fact]
    public void Exactly_0_out_of_a_loss_a_hundred_times_its_start_is_an_overflow()
    {
        Finding finding = Assert.Single(_detector.Feed(Watching.Loss, [500, 900, 400, 700, 6e7, 0, 0, 0]));
        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Equal(
            "The loss was 6.00e7 (1.20e5 times its start, 500) and has been exactly 0 since, at step 7: an overflow written down as 0.",
            finding.Sentence.ToString());
        Assert.Equal(
            "Потери были 6.00e7 (в 1.20e5 раза больше начальных, 500), а на шаге 7 и до него ровно 0: переполнение, записанное как 0.",
            finding.Sentence.In(Language.Russian));
    }

    [Fact]
    public void Losses_that_reach_0_or_go_below_it_by_themselves_are_left_alone()
    {
        Assert.Empty(_detector.Feed(Watching.Loss, [0.3, 0.1, 0.02, 0, 0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 5, 5]));
        Assert.Empty(new LossDivergenceDetector().Feed(Watching.Loss, [1, -1, .. Enumerable.Repeat(500.0, 30)]));
    }

    [Fact]
    public void Parts_of_a_loss_may_go_anywhere() =>
        Assert.Empty(_detector.Feed(new Series(Quantity.Loss, null, "loss_d"), [.. Enumerable.Repeat(2.0, 20), .. Enumerable.Repeat(900.0, 20)]));
}
