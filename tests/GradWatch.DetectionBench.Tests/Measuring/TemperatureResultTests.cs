using GradWatch.DetectionBench.Measuring;
using Xunit;

namespace GradWatch.DetectionBench.Tests.Measuring;

public sealed class TemperatureResultTests
{
    [Fact]
    public void A_power_above_one_makes_weights_bolder_and_they_still_sum_to_one()
    {
        IReadOnlyList<(string Id, double Weight)> bolder = TemperatureResult.Tempered([("a", 0.75), ("b", 0.25)], 2);
        Assert.Equal([0.9, 0.1], bolder.Select(cause => Math.Round(cause.Weight, 12)));
    }
}
