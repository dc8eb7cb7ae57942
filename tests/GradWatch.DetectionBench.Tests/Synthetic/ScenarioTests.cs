using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Synthetic;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.DetectionBench.Tests.Synthetic;

public sealed class ScenarioTests
{
    private static readonly IReadOnlyList<Scenario> Sick = [.. SickScenarios.All, .. SickScenarios.Short];

    [Fact]
    public void A_seed_makes_the_same_run_again_and_another_seed_another_one()
    {
        Scenario scenario = HealthyScenarios.All[0];
        Assert.Equal(scenario.Observations(1, 50), scenario.Observations(1, 50));
        Assert.NotEqual(scenario.Observations(1, 50), scenario.Observations(2, 50));
    }

    [Fact]
    public void Healthy_series_hold_nothing_that_is_not_finite_but_overflows_of_a_loss_scale() =>
        Assert.All(HealthyScenarios.All, scenario => Assert.All(scenario.Observations(1, 300), observation => Assert.True(double.IsFinite(observation.Value))));

    [Fact]
    public void Sick_series_reach_beyond_their_deadline_and_are_calm_before_their_onset() => Assert.All(Sick, scenario =>
    {
        RecordedRun run = scenario.Run(1, 0);
        Assert.True(run.Rows[^1].Step >= scenario.Deadline, scenario.Name);
        Assert.All(run.Rows.Where(row => row.Step < scenario.FirstBadStep), row => Assert.True(!(row.Norm > 5) && row.Loss < 12, scenario.Name));
    });

    [Fact]
    public void Scenarios_have_names_of_their_own() =>
        Assert.Distinct([.. HealthyScenarios.All.Select(one => one.Name), .. Sick.Select(one => one.Name), .. MaskingScenarios.All.Select(one => one.Name)]);

    [Fact]
    public void An_overflow_of_the_loss_scale_skips_its_step_and_halves_the_scale()
    {
        ILookup<Quantity, double> at = LoggedScenarios.All[^1].Observations(1, 2000)
            .Where(observation => observation.Step == 1999).ToLookup(observation => observation.Series.Quantity, observation => observation.Value);
        Assert.Equal(double.PositiveInfinity, at[Quantity.GradNorm].Single());
        Assert.Equal(0, at[Quantity.ClipCoefficient].Single());
        Assert.Equal(65536, at[Quantity.LossScale].Single());
    }
}
