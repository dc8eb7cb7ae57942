using GradWatch.Detectors;
using GradWatch.Reports;
using GradWatch.Reports.Plots;
using Xunit;

namespace GradWatch.Tests.Reports.Plots;

public sealed class LaneTests
{
    [Fact]
    public void Each_detector_has_a_lane_lettered_in_the_order_of_the_first_alarms()
    {
        Report report = Some.Report(Some.Record([1, 2, 3]), [
            Some.Episode(0, 1, Severity.Warning, detector: "update_ratio"), Some.Episode(1, 1, Severity.Critical, detector: "loss_spike"),
            Some.Episode(2, 2, Severity.Critical, detector: "update_ratio"),
        ]);
        Assert.Equal(
            [("A", "update_ratio", 2, Severity.Critical), ("B", "loss_spike", 1, Severity.Critical)],
            Lane.Of(report).Select(lane => (lane.Letter, lane.Detector, lane.Episodes.Count, lane.Worst)));
    }
}
