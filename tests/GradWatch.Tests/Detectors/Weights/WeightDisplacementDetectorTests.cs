using GradWatch.Detectors;
using GradWatch.Detectors.Weights;
using GradWatch.Observations;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Detectors.Weights;

public sealed class WeightDisplacementDetectorTests
{
    private static readonly Series Norm = new(Quantity.ParamNorm);
    private static readonly Series Ratio = new(Quantity.UpdateRatio);
    private static readonly Series Update = new(Quantity.UpdateNorm);
    private readonly WeightDisplacementDetector _detector = new();

    [Fact]
    public void A_step_longer_than_the_first_weights_is_critical()
    {
        _detector.Feed(Norm, [30]);
        Assert.Empty(_detector.Feed(Update, [29]));
        Finding finding = Assert.Single(_detector.Feed(Update, [60], 1));
        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Equal("Step 1 moved the weights by 2.00 times their initial size (30.0); the limit is 1.", finding.Sentence.ToString());
        Assert.Equal("Шаг 1 сдвинул веса на 2.00 их начальной величины (30.0); предел 1.", finding.Sentence.In(Language.Russian));
    }

    [Theory]
    [InlineData(4.0, Severity.Warning)]
    [InlineData(6.0, Severity.Critical)]
    public void Where_a_loss_is_logged_the_loss_after_it_decides(double lossAfter, Severity expected)
    {
        _detector.Feed(Norm, [30]);
        _detector.Feed(new Series(Quantity.Loss), [5]);
        Assert.Equal(Severity.Warning, Assert.Single(_detector.Feed(Update, [60])).Severity);
        _detector.Feed(new Series(Quantity.Loss), [lossAfter], 1);
        Assert.Equal(expected, Assert.Single(_detector.Feed(Update, [60], 1)).Severity);
    }

    [Fact]
    public void A_step_of_ten_times_the_first_weights_is_critical_whatever_the_loss()
    {
        _detector.Feed(Norm, [30]);
        _detector.Feed(new Series(Quantity.Loss), [5]);
        Assert.Equal(Severity.Critical, Assert.Single(_detector.Feed(Update, [400])).Severity);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_is_worked_out_from_update_ratio_and_weight_norm_in_either_order(bool normFirst)
    {
        _detector.Feed(Norm, [30]);
        List<Finding> findings =
        [
            .. normFirst ? _detector.Feed(Norm, [100], 5) : _detector.Feed(Ratio, [0.4], 5),
            .. normFirst ? _detector.Feed(Ratio, [0.4], 5) : _detector.Feed(Norm, [100], 5),
        ];
        Assert.Equal(40.0 / 30, Assert.Single(findings).Value, 9);
    }

    [Fact]
    public void The_sum_of_all_steps_only_informs()
    {
        Finding finding = Assert.Single(_detector.Feed(new Series(Quantity.Displacement), [0.9, 1.5]));
        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal("At step 1 the weights lie 1.50 times their initial size away from where they began.", finding.Sentence.ToString());
    }

    [Fact]
    public void Weights_that_start_near_zero_are_left_out()
    {
        _detector.Feed(Norm, [1e-5]);
        Assert.Empty(_detector.Feed(Update, [3]));
    }
}
