using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Tests.Reports.Plots;
using Xunit;

namespace GradWatch.Tests.Reports;

public sealed class LocationTests
{
    private static readonly RunRecord Record = Some.Record([1, 1, 1, 1])
        .With(new Series(Quantity.GradNorm, "a"), [1, 5, double.NaN, 1])
        .With(new Series(Quantity.GradNorm, "b"), [2, 3, 1e30, 1])
        .With(new Series(Quantity.GradNorm, "c"), [7], _ => 3);

    [Theory]
    [InlineData(0, "b")]
    [InlineData(1, "a")]
    [InlineData(2, "a")]
    [InlineData(3, "c")]
    public void The_largest_norm_leads_and_one_that_is_not_finite_leads_any_that_is(long step, string tensor) =>
        Assert.Equal(tensor, Location.LargestAt(Record, step)?.Tensor);

    [Fact]
    public void A_tensor_without_a_value_at_the_step_is_not_there() =>
        Assert.Equal(["a", "b"], Location.AllAt(Record, 0).Select(at => at.Tensor));

    [Fact]
    public void One_tensor_alone_does_not_lead()
    {
        RunRecord single = Some.Record([1]).With(new Series(Quantity.GradNorm, "a"), [1]);
        Assert.Null(Location.LargestAt(single, 0));
    }
}
