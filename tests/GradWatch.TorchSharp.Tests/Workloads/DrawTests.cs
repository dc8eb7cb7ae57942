using GradWatch.Workloads.Drawn;
using GradWatch.Workloads.Running;
using GradWatch.Workloads.Scenarios;
using Xunit;

namespace GradWatch.TorchSharp.Tests.Workloads;

[Collection("torch")]
public sealed class DrawTests
{
    private static readonly Plan[] Plans = [.. Enumerable.Range(0, 1000).Select(number => Draw.Plan(number, seed: 3))];

    [Fact]
    public void The_same_number_and_seed_draw_the_same_training_and_others_another()
    {
        Assert.Equal(Draw.Plan(7, 3), Plans[7]);
        Assert.NotEqual(Draw.Plan(7, 4), Plans[7]);
        Assert.Equal(Plans.Length, Plans.Distinct().Count());
    }

    [Fact]
    public void Every_network_optimizer_and_fault_is_drawn_and_about_half_have_none()
    {
        Assert.Empty(Enum.GetValues<Network>().Except(Plans.Select(plan => plan.Network)));
        Assert.Empty(Enum.GetValues<Descent>().Except(Plans.Select(plan => plan.Descent)));
        Assert.Empty(Enum.GetValues<Arithmetic>().Except(Plans.Select(plan => plan.Arithmetic)));
        Assert.Empty(Enum.GetValues<FaultKind>().Except(Plans.Select(plan => plan.Fault.Kind)));
        Assert.InRange(Plans.Count(plan => plan.Fault.Is(FaultKind.None)), 400, 500);
    }

    [Fact]
    public void A_fault_of_one_step_comes_after_the_start_and_before_the_end()
    {
        Plan[] later = [.. Plans.Where(plan => plan.Fault.Step > 0)];

        Assert.NotEmpty(later);
        Assert.All(later, plan => Assert.InRange(plan.Fault.Step, 15, plan.Steps - 25));
    }

    [Fact]
    public void A_scenario_is_found_again_by_its_name()
    {
        Scenario scenario = Draw.Scenarios(12, seed: 3).Last();

        Assert.StartsWith("drawn_011_", scenario.Name, StringComparison.Ordinal);
        Assert.Equal(scenario.Name, Request.Parse($"{scenario.Name} 3").Scenario.Name);
        Assert.NotEqual(scenario.Name, Request.Parse($"{scenario.Name} 4").Scenario.Name);
    }

    [Fact]
    public void What_is_drawn_trains()
    {
        LibTorch.Require();
        Scenario scenario = Draw.Scenarios(50, seed: 3).First(one => one.Control is not null && one.Fits("*_mlp_*"));

        Outcome outcome = ScenarioRun.Of(scenario with { Steps = 20 }, seed: 3)[0];

        Assert.Null(outcome.Fault);
        Assert.InRange(outcome.Curve.Steps, 1, 20);
    }
}
