using GradWatch.DetectionBench.Scoring;
using Xunit;

namespace GradWatch.DetectionBench.Tests.Scoring;

public sealed class PoissonBoundTests
{
    // Garwood's table: 3.00, 4.74, 6.30, 16.96 for 0, 1, 2 and 10; large counts go to n + 1.645 √n + 1.4.
    [Theory]
    [InlineData(0, 2.996)]
    [InlineData(1, 4.744)]
    [InlineData(2, 6.296)]
    [InlineData(10, 16.962)]
    [InlineData(1000, 1053.6)]
    public void The_upper_bound_is_that_of_the_table(int seen, double bound) =>
        Assert.InRange(PoissonBound.Upper95(seen), 0.999 * bound, 1.001 * bound);
}
