using GradWatch.Detectors;
using GradWatch.Detectors.Weights;
using GradWatch.Observations;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Detectors.Weights;

public sealed class WeightMagnitudeDetectorTests
{
    private static readonly Series Norm = new(Quantity.ParamNorm);
    private static readonly Series Largest = new(Quantity.ParamMax);
    private readonly WeightMagnitudeDetector _detector = new();

    [Fact]
    public void Ten_times_the_first_norm_warns_and_a_hundred_times_is_critical()
    {
        List<Finding> findings = _detector.Feed(Norm, [30, 299, 300, 3000]);
        Assert.Equal([Severity.Warning, Severity.Critical], findings.Select(finding => finding.Severity));
        Assert.Equal("The weights have norm 300 at step 2: 10.0 times their start (30.0).", findings[0].Sentence.ToString());
        Assert.Equal("Норма весов 300 на шаге 2: в 10.0 раза больше начальной (30.0).", findings[0].Sentence.In(Language.Russian));
    }

    [Fact]
    public void A_weight_of_10_informs_and_one_of_100_warns()
    {
        List<Finding> findings = _detector.Feed(Largest, [9.9, 10, 100]);
        Assert.Equal([Severity.Info, Severity.Warning], findings.Select(finding => finding.Severity));
        Assert.Equal("The largest weight is 100 at step 2: 100 times 1.", findings[1].Sentence.ToString());
        Assert.Equal("Наибольший вес 100 на шаге 2: в 100 раз больше 1.", findings[1].Sentence.In(Language.Russian));
    }

    [Fact]
    public void Weights_that_start_near_zero_may_grow_as_they_like() => Assert.Empty(_detector.Feed(Norm, [0, 5, 500]));
}
