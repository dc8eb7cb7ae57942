using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Rules;
using GradWatch.DetectionBench.Rules.Weights;
using Xunit;

namespace GradWatch.DetectionBench.Tests.Rules;

public sealed class WeightRulesTests
{
    [Fact]
    public void A_change_of_the_weights_above_the_limit_is_told_and_a_NaN_is_not()
    {
        Row[] rows = [.. new[] { 0.05, 0.2, 11, double.NaN }.Select((ratio, step) => new Row(step) { UpdateRatio = ratio })];
        Assert.Equal([2], new UpdateRatioRule("ten", 10).On(rows));
        Assert.Equal([1, 2], new UpdateRatioRule("a tenth", 0.1).On(rows));
    }

    [Fact]
    public void The_learning_rate_times_the_gradient_is_held_against_the_weights()
    {
        Assert.Equal([1], new LearningRateRatioRule().On(Step(0, 0.01, 9), Step(1, 0.01, 11), Step(2, 0.01, double.NaN)));
        Assert.False(new LearningRateRatioRule().Reads(new Row(0) { Norm = 1, LearningRate = 1 }));
        Assert.Equal([0, 2], new LearningRateRule().On(Step(0, 0.011, 1), Step(1, 0.01, 1), Step(2, 1e-8, 1)));
    }

    [Fact]
    public void Three_deviations_of_the_update_want_a_full_window()
    {
        Assert.Equal([128], new ClipUpdateRule().On(Updates([.. SomeRows.Calm(128), 1.4, 1])));
        Assert.Empty(new ClipUpdateRule().On(Updates([.. SomeRows.Calm(127), 1.4])));
        Assert.Empty(new ClipUpdateRule().On(Updates([.. SomeRows.Calm(128), double.NaN, 1e9])));
    }

    [Fact]
    public void Every_rule_has_a_name_of_its_own_and_is_silent_on_a_quiet_run()
    {
        Assert.Distinct(PeerRules.All.Select(rule => rule.Name));
        IEnumerable<Row> quiet = Enumerable.Range(0, 400).Select(step => new Row(step)
        {
            Loss = 2.5 - 0.005 * step, Norm = 1, UpdateRatio = 1e-3, ParamNorm = 10, LearningRate = 1e-3, FirstLayerNorm = 1, LastLayerNorm = 1,
        });
        Assert.All(PeerRules.All, rule => Assert.Empty(rule.On(quiet)));
    }

    private static IEnumerable<Row> Updates(params double[] ratios) => ratios.Select((ratio, step) => new Row(step) { UpdateRatio = ratio, ParamNorm = 2 });

    private static Row Step(long step, double rate, double norm) => new(step) { LearningRate = rate, Norm = norm, ParamNorm = 1 };
}
