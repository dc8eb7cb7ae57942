using CsCheck;
using GradWatch.Statistics.Kernels;
using Xunit;

namespace GradWatch.Tests.Statistics;

public sealed class TwoPartSumTests
{
    [Fact]
    public void What_rounding_drops_is_kept()
    {
        TwoPartSum sum = new TwoPartSum(1, 0) + new TwoPartSum(1e-20, 0) + new TwoPartSum(-1, 0);
        Assert.Equal(1e-20, sum.Value);
    }

    [Fact]
    public void The_order_of_two_does_not_matter() => Gen.Double[-1e9, 1e9].Select(Gen.Double[-1, 1]).Sample((a, b) =>
        Assert.Equal(new TwoPartSum(a, 0) + new TwoPartSum(b, 0), new TwoPartSum(b, 0) + new TwoPartSum(a, 0)));

    [Fact]
    public void Many_terms_in_any_order_give_the_same_value() => Gen.Double[0, 1e6].Array[2, 200].Sample(terms =>
        Assert.Equal(Total(terms).Value, Total(terms.Order()).Value, 1e-15 * terms.Sum()));

    private static TwoPartSum Total(IEnumerable<double> terms) =>
        terms.Aggregate(default(TwoPartSum), (sum, term) => sum + new TwoPartSum(term, 0));
}
