using GradWatch.Detectors;
using GradWatch.Detectors.Gradients;
using GradWatch.Observations;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Detectors.Gradients;

public sealed class GradientNormRangeDetectorTests
{
    private readonly GradientNormRangeDetector _detector = new();

    [Fact]
    public void A_norm_above_1e2_informs_and_says_how_far_it_is_from_the_usual_range()
    {
        Finding finding = Assert.Single(_detector.Feed(Watching.GradNorm, [3, 99, 320]));
        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal("Gradient norm 320 at step 2: above 100, and 32.0 times the upper end of the usual range (1e1).", finding.Sentence.ToString());
        Assert.Equal(
            "Норма градиента 320 на шаге 2: выше 100 и в 32.0 раз больше верхнего края обычного диапазона (1e1).",
            finding.Sentence.In(Language.Russian));
    }

    [Fact]
    public void A_norm_below_1e_2_informs_when_it_lasts_six_observations()
    {
        Finding finding = Assert.Single(_detector.Feed(Watching.GradNorm, Enumerable.Repeat(2e-3, 6)));
        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal("Gradient norm 0.00200 at step 5: under 0.0100, the lower end of the usual range.", finding.Sentence.ToString());
    }

    [Fact]
    public void Above_1e3_it_warns_in_the_first_20_steps_when_clipping_shrinks_it_a_hundredfold()
    {
        _detector.Feed(new Series(Quantity.ClipCoefficient), [1e-4]);
        Assert.Equal(Severity.Warning, Assert.Single(_detector.Feed(Watching.GradNorm, [5e3])).Severity);
    }

    [Fact]
    public void Above_1e5_for_three_steps_with_such_clipping_it_is_critical()
    {
        _detector.Feed(new Series(Quantity.ClipCoefficient), [1e-6]);
        Assert.Equal(Severity.Critical, _detector.Feed(Watching.GradNorm, [5e5, 5e5, 5e5])[^1].Severity);
    }

    [Fact]
    public void Above_1e3_it_warns_where_no_loss_is_logged_or_none_of_the_first_ten_fell()
    {
        Assert.Equal(Severity.Warning, _detector.Feed(Watching.GradNorm, Enumerable.Repeat(5e3, 6))[^1].Severity);
        var flat = new GradientNormRangeDetector();
        flat.Feed(Watching.Loss, Enumerable.Repeat(2.3, 10));
        Assert.Equal(Severity.Warning, flat.Feed(Watching.GradNorm, [5e3])[0].Severity);
    }

    [Theory]
    [InlineData(2e5, 8e5, Severity.Warning)]
    [InlineData(2e3, 8e5, Severity.Info)]
    [InlineData(2e5, 8e4, Severity.Info)]
    public void A_first_norm_above_1e5_warns_where_the_loss_is_a_hundred_deviations_off(double loss, double norm, Severity expected)
    {
        _detector.Feed(Watching.Loss, [loss]);
        Assert.Equal(expected, Assert.Single(_detector.Feed(Watching.GradNorm, [norm])).Severity);
    }

    [Fact]
    public void A_falling_loss_leaves_it_information_at_any_scale()
    {
        _detector.Feed(Watching.Loss, [5, 4.5, 4, 3.6, 3.3, 3, 2.8, 2.6, 2.5, 2.4]);
        Assert.All(_detector.Feed(Watching.GradNorm, Enumerable.Repeat(3e8, 30)), finding => Assert.Equal(Severity.Info, finding.Severity));
    }

    [Fact]
    public void Above_1e10_for_three_steps_nothing_explains_it()
    {
        List<Finding> findings = _detector.Feed(Watching.GradNorm, [1e12, 1e12, 1e12]);
        Assert.Equal([Severity.Warning, Severity.Warning, Severity.Critical], findings.Select(finding => finding.Severity));
    }

    [Fact]
    public void After_20_steps_the_run_has_a_history_and_the_absolute_norm_informs()
    {
        _detector.Feed(Watching.GradNorm, Enumerable.Repeat(1.0, 20));
        Assert.All(_detector.Feed(Watching.GradNorm, Enumerable.Repeat(5e5, 10), 20), finding => Assert.Equal(Severity.Info, finding.Severity));
    }
}
