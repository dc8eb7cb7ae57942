using GradWatch.Guard;
using Xunit;

namespace GradWatch.Tests.Guard;

public sealed class ClippingTests
{
    [Theory]
    [InlineData(4, 1, 0.25)]
    [InlineData(1, 1, 1)]
    [InlineData(0, 1, 1)]
    [InlineData(1e40, 1, 1e-40)]
    [InlineData(double.NaN, 1, 1)]
    [InlineData(double.PositiveInfinity, 1, 1)]
    public void The_coefficient_is_the_limit_over_the_norm_and_1_where_nothing_is_to_be_done(double norm, double limit, double expected) =>
        Assert.Equal(expected, Clipping.Coefficient(norm, limit));

    [Fact]
    public void A_unit_is_kept_under_its_share_of_its_weights()
    {
        Assert.Equal(0.5, Clipping.UnitCoefficient(gradientNorm: 0.04, weightNorm: 2, ratio: 0.01, floor: 1e-3));
        Assert.Equal(1, Clipping.UnitCoefficient(gradientNorm: 0.02, weightNorm: 2, ratio: 0.01, floor: 1e-3));
    }

    [Fact]
    public void A_unit_that_starts_at_zero_counts_as_the_floor_and_can_move() =>
        Assert.Equal(1e-5 / 1e-3, Clipping.UnitCoefficient(gradientNorm: 1e-3, weightNorm: 0, ratio: 0.01, floor: 1e-3));
}
