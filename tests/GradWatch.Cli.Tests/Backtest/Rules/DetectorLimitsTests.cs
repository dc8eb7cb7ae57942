using GradWatch.Cli.Backtest.Rules;
using GradWatch.Detectors;
using GradWatch.Detectors.Weights;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Cli.Tests.Backtest.Rules;

public sealed class DetectorLimitsTests
{
    public static TheoryData<string> Ids => [.. DetectorLimits.Detectors.SelectMany(DetectorLimits.Of).Select(limit => limit.Id)];

    [Fact]
    public void Every_detector_has_limits() => Assert.All(DetectorLimits.Detectors, detector => Assert.NotEmpty(DetectorLimits.Of(detector)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_default_is_admitted_and_can_be_set(string id)
    {
        DetectorLimit limit = DetectorLimits.Detectors.SelectMany(DetectorLimits.Of).Single(one => one.Id == id);
        Assert.True(limit.Admits(limit.Default));
        Assert.Equal(limit.Detector, DetectorLimits.Build(limit.Detector, [new LimitSetting(limit, limit.Default)]).Id);
    }

    [Fact]
    public void A_limit_that_is_moved_is_heard_of()
    {
        DetectorLimit limit = DetectorLimits.Of("update_ratio").Single(one => one.Name == "at_once");
        var ratio = new Observation(5, new Series(Quantity.UpdateRatio), 1.1 * new UpdateRatioOptions().AtOnce);
        Assert.Equal(Severity.Warning, DetectorLimits.Build("update_ratio", []).Observe(ratio)?.Severity);
        Assert.Null(DetectorLimits.Build("update_ratio", [new LimitSetting(limit, 2 * limit.Default)]).Observe(ratio));
    }
}
