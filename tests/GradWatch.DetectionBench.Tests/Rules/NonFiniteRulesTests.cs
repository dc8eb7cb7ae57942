using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Rules.NonFinite;
using Xunit;

namespace GradWatch.DetectionBench.Tests.Rules;

public sealed class NonFiniteRulesTests
{
    [Fact]
    public void The_check_of_most_trainers_sees_NaN_and_infinity_in_loss_norm_and_count()
    {
        Assert.Equal([1, 2], new NonFiniteRule().OnLosses(1, double.NaN, double.PositiveInfinity, 1));
        Assert.Equal([1], new NonFiniteRule().OnNorms(1, double.NegativeInfinity, 1));
        Assert.Equal([7], new NonFiniteRule().On(new Row(6) { NonFinite = 0 }, new Row(7) { NonFinite = 3 }));
    }

    [Fact]
    public void Terminate_on_NaN_looks_at_the_loss_alone()
    {
        Assert.Equal([1, 2], new TerminateOnNanRule().OnLosses(1, double.NaN, double.PositiveInfinity));
        Assert.Empty(new TerminateOnNanRule().OnNorms(1, double.NaN));
        Assert.Equal([1], new EarlyStoppingRule().OnLosses(1, double.PositiveInfinity));
    }

    [Fact]
    public void The_NaN_monitor_lets_an_infinite_loss_pass() =>
        Assert.Equal([2], new NanMonitorRule().OnLosses(1, double.PositiveInfinity, double.NaN));
}
