using GradWatch.Workloads.Scenarios;
using Xunit;

namespace GradWatch.TorchSharp.Tests.Workloads;

public sealed class FirstBadStepTests
{
    [Theory]
    [InlineData(11, 1, 0)]
    [InlineData(double.NaN, 1, 0)]
    [InlineData(1, 1.1e4, 0)]
    [InlineData(1, 1, 1)]
    public void The_first_step_is_bad_whose_loss_norm_or_elements_leave_the_bounds(double loss, double norm, long nonFinite)
    {
        StepResult[] steps =
        [
            new() { Step = 0, Loss = 1, GradientNorm = 1 },
            new() { Step = 1, Loss = 9, GradientNorm = 9e3 },
            new() { Step = 2, Loss = loss, GradientNorm = norm, NonFinite = nonFinite },
            new() { Step = 3, Loss = double.NaN },
        ];

        Assert.Equal(2, FirstBadStep.Measured.Of(steps));
        Assert.Null(FirstBadStep.Measured.Of(steps[..2]));
    }

    [Fact]
    public void Where_the_scenario_does_the_damage_the_numbers_do_not_matter()
    {
        Assert.Equal(73, FirstBadStep.At(73).Of([]));
        Assert.Equal(0, FirstBadStep.Start.Of([]));
        Assert.Null(FirstBadStep.None.Of([new() { Loss = double.NaN }]));
    }
}
