using GradWatch.Cli.Backtest.Rules;
using GradWatch.Observations;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Cli.Tests.Backtest.Rules;

public sealed class ConditionDetectorTests
{
    [Theory]
    [InlineData("loss>3", new[] { 3.0, 3.1, 2, double.PositiveInfinity, double.NaN }, new[] { 1, 3 })]
    [InlineData("loss<3", new[] { 3.0, 3.1, 2, double.NegativeInfinity, double.NaN }, new[] { 2, 3 })]
    [InlineData("loss>3 for 2", new[] { 4.0, 4, 4, 1, 4, 4 }, new[] { 1, 2, 5 })]
    [InlineData("loss>3 for 2", new[] { 4.0, double.NaN, 4, 4 }, new[] { 3 })]
    [InlineData("loss not finite", new[] { 1.0, double.NaN, 1, double.NegativeInfinity }, new[] { 1, 3 })]
    [InlineData("loss>2*first", new[] { double.NaN, 1.0, 2, 2.1, 5 }, new[] { 3, 4 })]
    [InlineData("loss>2*lowest", new[] { 1.0, 0.5, 1.1, double.NaN, 0.9, 1.2 }, new[] { 2, 5 })]
    public void It_holds_at(string rule, double[] losses, int[] steps) => Assert.Equal(steps, Steps(rule, losses));

    [Fact]
    public void A_median_needs_ten_values_before_it_is_one()
    {
        Assert.Equal([ConditionDetector.History], Steps("loss>3*median", [.. Enumerable.Repeat(1.0, ConditionDetector.History), 4, 1]));
        Assert.Empty(Steps("loss>3*median", [.. Enumerable.Repeat(1.0, ConditionDetector.History - 1), 4, 1]));
    }

    [Fact]
    public void What_is_not_finite_does_not_enter_the_median() => Assert.Equal(
        [70], Steps("loss>3*median", [.. Enumerable.Repeat(1.0, 20), .. Enumerable.Repeat(double.NaN, 50), 4]));

    private static int[] Steps(string rule, double[] losses)
    {
        var detector = new ConditionDetector(new RuleParser(Language.English).Parse(rule).Conditions[0]);
        return [.. Enumerable.Range(0, losses.Length).Where(step => detector.Observe(new Observation(step, new Series(Quantity.Loss), losses[step])) is not null)];
    }
}
