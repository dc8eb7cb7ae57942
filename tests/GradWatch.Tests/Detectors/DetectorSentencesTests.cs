using GradWatch.Detectors;
using GradWatch.Detectors.Gradients;
using GradWatch.Detectors.Losses;
using GradWatch.Detectors.Precision;
using GradWatch.Detectors.Weights;
using GradWatch.Observations;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Detectors;

/// <summary>A finding is one sentence: the number, what it was compared with, how far.</summary>
public sealed class DetectorSentencesTests
{
    [Fact]
    public void An_explosion_is_told_in_decades_above_the_running_median()
    {
        var detector = new GradientExplosionDetector();
        Finding finding = Assert.Single(detector.Feed(Watching.GradNorm, [2, 2.31, 2.31, 2.31, 2.4, 2.3, 4620]));
        Assert.Equal("Gradient norm 4.62e3 at step 6: 3.30 decades above its running median (2.31).", finding.Sentence.ToString());
        Assert.Equal("Норма градиента 4.62e3 на шаге 6: на 3.30 порядка выше своей текущей медианы (2.31).", finding.Sentence.In(Language.Russian));
    }

    [Fact]
    public void A_loss_that_jumps_is_told_in_times_its_median()
    {
        Finding finding = new LossSpikeDetector().Feed(Watching.Loss, [2.776, 2.773, 2.77, 7.34])[0];
        Assert.Equal("loss 7.34 at step 3: 2.65 times its running median (2.77).", finding.Sentence.ToString());
    }

    [Fact]
    public void An_update_that_is_too_large_names_the_limit()
    {
        Finding finding = Assert.Single(new UpdateRatioDetector().Feed(new Series(Quantity.UpdateRatio), [0.003, 0.5]));
        Assert.Equal("Step 1 changed the weights by 0.500 of their size: 5.00 times the limit (0.100).", finding.Sentence.ToString());
    }

    [Fact]
    public void A_growth_names_its_rate_where_it_began_and_where_it_ends()
    {
        IEnumerable<double> norms = Enumerable.Range(0, 60).Select(i => i < 20 ? 2.0 : 2 * Math.Pow(1.3, i - 20));
        Finding finding = new GradientGrowthDetector().Feed(Watching.GradNorm, norms)[0];
        Assert.Equal("finding.gradient_growth", finding.Key);
        Assert.InRange(finding.Since, 14, 24);
        Assert.InRange(finding.Detail, 330, 360);
        Assert.Matches("^The gradient norm grows 1\\.3. times a step from step \\d+ on, .* Forecast: overflow at step 3\\d\\d\\.$", finding.Sentence.ToString());
    }

    [Fact]
    public void What_is_not_finite_is_named_with_its_series()
    {
        List<Finding> findings = new NonFiniteDetector().Feed(Watching.Loss, [1, double.NaN]);
        Assert.Equal("loss is NaN at step 1.", Assert.Single(findings).Sentence.ToString());
    }

    [Fact]
    public void Every_finding_key_has_a_text_in_both_languages()
    {
        foreach (string key in DetectorKeys.All)
        {
            Assert.NotEqual(Texts.Get(Language.English, key), Texts.Get(Language.Russian, key));
        }
    }
}
