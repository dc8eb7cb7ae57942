using GradWatch.DetectionBench.Measuring;
using GradWatch.Detectors;
using Xunit;

namespace GradWatch.DetectionBench.Tests.Measuring;

public sealed class ThresholdTests
{
    [Fact]
    public void Every_threshold_can_be_moved_and_leaves_the_set_of_detectors_as_it_is() => Assert.All(Threshold.All, threshold =>
    {
        IEnumerable<IDetector> moved = Threshold.Detectors(new Dictionary<Threshold, double> { [threshold] = 1.3 });
        Assert.Equal(BuiltInDetectors.All().Select(built => built.Id), moved.Select(detector => detector.Id));
    });

    [Fact]
    public void Every_detector_with_options_has_thresholds() => Assert.True(Threshold.All.Select(threshold => threshold.Detector).Distinct().Count() >= 12);
}
