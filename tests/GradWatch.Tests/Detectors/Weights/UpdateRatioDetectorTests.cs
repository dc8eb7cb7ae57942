using GradWatch.Detectors;
using GradWatch.Detectors.Weights;
using GradWatch.Observations;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Detectors.Weights;

public sealed class UpdateRatioDetectorTests
{
    private static readonly Series Ratio = new(Quantity.UpdateRatio);
    private readonly UpdateRatioDetector _detector = new();

    [Fact]
    public void A_quarter_of_the_weights_in_one_step_warns_at_once_and_names_the_limit()
    {
        Finding finding = Assert.Single(_detector.Feed(Ratio, [0.003, 0.5]));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("Step 1 changed the weights by 0.500 of their size: 5.00 times the limit (0.100).", finding.Sentence.ToString());
        Assert.Equal("Шаг 1 изменил веса на 0.500 их величины: в 5.00 раза больше предела (0.100).", finding.Sentence.In(Language.Russian));
    }

    [Fact]
    public void A_tenth_warns_when_it_lasts_three_steps_and_is_critical_after_ten()
    {
        List<Finding> findings = _detector.Feed(Ratio, Enumerable.Repeat(0.12, 12));
        Assert.Equal((2L, Severity.Warning), (findings[0].Step, findings[0].Severity));
        Assert.Equal(9, findings.First(finding => finding.Severity == Severity.Critical).Step);
    }

    [Fact]
    public void The_first_two_steps_of_an_adaptive_optimizer_may_exceed_a_tenth() =>
        Assert.Empty(_detector.Feed(Ratio, [0.17, 0.12, 0.09, .. Enumerable.Repeat(0.003, 100)]));

    [Fact]
    public void A_step_that_replaces_the_weights_is_critical() =>
        Assert.Equal(Severity.Critical, Assert.Single(_detector.Feed(Ratio, [0.003, 1.2])).Severity);

    [Fact]
    public void Where_a_loss_is_logged_such_a_step_warns_and_is_critical_once_the_loss_has_not_come_down()
    {
        List<Finding> findings = FeedWithLoss([(2.3, 1.2), (3.2, 0.54), (2.4, 0.36), (2.2, 0.26)]);
        Assert.Equal([Severity.Warning, Severity.Critical, Severity.Critical, Severity.Warning], findings.Select(finding => finding.Severity));
    }

    [Fact]
    public void A_small_model_that_makes_its_way_in_steps_longer_than_its_weights_is_not_critical() =>
        Assert.All(FeedWithLoss([.. Enumerable.Range(0, 30).Select(t => (5 * Math.Pow(0.8, t), 2.4 * Math.Pow(0.9, t)))]),
            finding => Assert.NotEqual(Severity.Critical, finding.Severity));

    [Fact]
    public void Ten_times_the_weights_is_critical_at_once() =>
        Assert.Equal(Severity.Critical, Assert.Single(FeedWithLoss([(2.3, 12)])).Severity);

    [Fact]
    public void Long_steps_that_last_and_do_not_halve_the_loss_are_critical()
    {
        List<Finding> findings = FeedWithLoss([.. Enumerable.Range(0, 12).Select(t => (2.3 - (0.05 * t), 0.2))]);
        Assert.Equal(9, findings.First(finding => finding.Severity == Severity.Critical).Step);
    }

    [Fact]
    public void A_hundredth_informs_when_it_lasts_fifty_steps() =>
        Assert.Equal((49L, Severity.Info), _detector.Feed(Ratio, Enumerable.Repeat(0.02, 50)).Select(f => (f.Step, f.Severity)).Single());

    [Fact]
    public void Weights_that_start_at_zero_are_let_find_their_size()
    {
        IEnumerable<double> ratios = Enumerable.Range(1, 30).Select(t => 1.0 / t);
        Assert.Empty(_detector.Feed(Ratio, [double.PositiveInfinity, .. ratios, .. Enumerable.Repeat(0.003, 10)]));
        var known = new UpdateRatioDetector();
        known.Feed(new Series(Quantity.ParamNorm), [0]);
        Assert.Empty(known.Feed(Ratio, ratios));
    }

    private List<Finding> FeedWithLoss(IReadOnlyList<(double Loss, double Ratio)> steps) =>
    [
        .. steps.SelectMany((step, t) => _detector.Feed(new Series(Quantity.Loss), [step.Loss], t).Concat(_detector.Feed(Ratio, [step.Ratio], t))),
    ];

    [Fact]
    public void But_not_for_more_than_fifty_steps() =>
        Assert.NotEmpty(_detector.Feed(Ratio, [double.PositiveInfinity, .. Enumerable.Repeat(0.8, 60)]));
}
