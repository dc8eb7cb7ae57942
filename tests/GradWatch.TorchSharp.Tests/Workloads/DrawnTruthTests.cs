using GradWatch.Workloads.Drawn;
using GradWatch.Workloads.Scenarios;
using Xunit;

namespace GradWatch.TorchSharp.Tests.Workloads;

public sealed class DrawnTruthTests
{
    private const int Onset = 50, Length = 100;

    private static readonly StepResult[] Learning = Steps(step => 2 * Math.Exp(-step / 20.0));
    private static readonly Plan Sound = PlanDraw.Of(new Random(1), 1) with { Network = Network.Mlp, Arithmetic = Arithmetic.Single };

    [Fact]
    public void Without_a_fault_a_loss_that_comes_down_is_healthy_and_one_that_does_not_is_unclear()
    {
        Assert.Equal(Label.Healthy, DrawnTruth.Of(Sound, Learning, []).Label);
        Assert.Equal(Label.Unclear, DrawnTruth.Of(Sound, Steps(_ => 2), []).Label);
        Assert.Equal(Label.Unclear, DrawnTruth.Of(Sound, Steps(step => step < Onset ? 2 : double.NaN), []).Label);
    }

    [Fact]
    public void With_a_rate_too_high_a_loss_that_ends_not_finite_is_sick_from_the_first_step_out_of_bounds()
    {
        Truth truth = Truth(FaultKind.HighRate, 0, Steps(step => step < 3 ? 2 : step < 6 ? 30 : double.PositiveInfinity));

        Assert.Equal((Label.Sick, 3), (truth.Label, truth.FirstBadStep));
        Assert.Contains("learning_rate_too_high", truth.Cause!.Split('|'));
    }

    [Fact]
    public void A_rate_too_high_that_learns_all_the_same_is_an_event_after_a_burst_and_unclear_without()
    {
        Assert.Equal(Label.Event, Truth(FaultKind.HighRate, 0, Steps(step => step == 2 ? 30 : Learning[step].Loss)).Label);
        Assert.Equal(Label.Unclear, Truth(FaultKind.HighRate, 0, Learning).Label);
    }

    [Fact]
    public void What_learns_nothing_where_the_same_without_the_fault_learns_is_sick()
    {
        Assert.Equal(new Truth(Label.Sick, "unnormalized_inputs", 0), Truth(FaultKind.RawInputs, 0, Steps(_ => 2)));
        Assert.Equal(Label.Unclear, DrawnTruth.Of(With(FaultKind.RawInputs, 0), Steps(_ => 2), Steps(_ => 2)).Label);
    }

    [Fact]
    public void A_bad_batch_that_training_survives_is_an_event_at_its_step()
    {
        Truth survived = Truth(FaultKind.CorruptBatch, Onset, Steps(step => step == Onset ? 500 : Learning[step].Loss));
        Truth lasting = Truth(FaultKind.CorruptBatch, Onset, Steps(step => step >= Onset ? 500 : Learning[step].Loss));

        Assert.Equal(new Truth(Label.Event, "bad_batch", Onset), survived);
        Assert.Equal(new Truth(Label.Sick, "bad_batch", Onset), lasting);
    }

    [Fact]
    public void A_bad_batch_that_nobody_could_see_is_unclear() =>
        Assert.Equal(Label.Unclear, Truth(FaultKind.CorruptBatch, Onset, Learning).Label);

    [Fact]
    public void A_deep_network_whose_loss_does_not_move_vanishes()
    {
        Truth truth = Truth(FaultKind.SmallWeights, 0, Steps(_ => 2));

        Assert.Equal((Label.Vanishing, null), (truth.Label, truth.FirstBadStep));
    }

    [Fact]
    public void Steps_that_a_dynamic_loss_scale_skips_are_no_fault()
    {
        StepResult[] steps = [.. Learning.Select(step => step.Step % 20 == 0 ? step with { NonFinite = 9, Stepped = false } : step)];

        Assert.Equal(Label.Healthy, DrawnTruth.Of(Sound with { Arithmetic = Arithmetic.DynamicHalf }, steps, []).Label);
        Assert.Equal(Label.Unclear, DrawnTruth.Of(Sound, steps, []).Label);
    }

    private static Truth Truth(FaultKind kind, int step, StepResult[] steps) => DrawnTruth.Of(With(kind, step), steps, Learning);

    private static Plan With(FaultKind kind, int step) => Sound with { Fault = new Fault(kind, 100, step) };

    private static StepResult[] Steps(Func<int, double> loss) =>
        [.. Enumerable.Range(0, Length).Select(step => new StepResult { Step = step, Loss = loss(step), GradientNorm = 1, Stepped = true })];
}
