using GradWatch.Detectors;
using GradWatch.Guard;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Guard;

public sealed class StepPolicyTests
{
    private static readonly SkipOptions Three = new() { MaxInARow = 3 };

    [Fact]
    public void A_policy_of_which_nothing_was_asked_lets_every_step_be_made()
    {
        StepPolicy policy = new(new GuardOptions());
        policy.Trouble.Take(SomeFinding.At(7));
        Assert.Equal(default, policy.Decide(new StepReading(7, double.NaN, 3)));
        Assert.Equal(0, policy.Log.Count);
    }

    [Theory]
    [InlineData(double.NaN, 0, "Step 5 skipped. The loss is NaN.")]
    [InlineData(double.PositiveInfinity, 7, "Step 5 skipped. The loss is Inf.")]
    [InlineData(1.0, 7, "Step 5 skipped. Gradient elements that are not finite: 7.")]
    public void A_step_that_is_not_finite_is_skipped_and_says_why(double loss, long nonFinite, string expected)
    {
        StepPolicy policy = new(new GuardOptions { Skip = Three });
        Assert.True(policy.Decide(new StepReading(5, loss, nonFinite), [11, 12]).Skip);
        GuardAction action = Assert.Single(policy.Log.Actions);
        Assert.Equal(expected, action.Sentence.ToString());
        Assert.Equal([11, 12], action.Batch);
    }

    [Fact]
    public void After_too_many_in_a_row_the_loop_is_asked_to_stop_and_the_step_is_still_not_made()
    {
        StepPolicy policy = new(new GuardOptions { Skip = Three });
        for (long step = 0; step < 3; step++)
            Assert.True(policy.Decide(new StepReading(step, double.NaN, 0)).Skip);
        Assert.Null(policy.StopReason);
        Assert.True(policy.Decide(new StepReading(3, double.NaN, 0)).Skip);
        Assert.Equal("Steps skipped in a row: 3, and the next one is not finite either. The loss is NaN.", policy.StopReason!.In(Language.English));
        Assert.Equal("Пропущено шагов подряд: 3, и следующий тоже не конечен. Потери равны NaN.", policy.StopReason.In(Language.Russian));
        Assert.True(policy.Decide(new StepReading(4, double.NaN, 0)).Skip);
    }

    [Fact]
    public void A_finite_step_between_begins_the_count_again()
    {
        StepPolicy policy = new(new GuardOptions { Skip = Three });
        for (long step = 0; step < 40; step++)
            Assert.Equal(step % 4 != 3, policy.Decide(new StepReading(step, step % 4 == 3 ? 1 : double.NaN, 0)).Skip);
        Assert.Null(policy.StopReason);
    }

    [Fact]
    public void A_critical_finding_rolls_back_to_before_its_trouble_began()
    {
        StepPolicy policy = new(new GuardOptions { RollBack = new() });
        policy.Trouble.Take(SomeFinding.At(60, Severity.Warning));
        Assert.Equal(default, policy.Decide(new StepReading(60, 1, 0)));
        policy.Trouble.Take(SomeFinding.At(62));
        Assert.Equal(new GuardDecision(true, 60), policy.Decide(new StepReading(62, 1, 0)));
        policy.RolledBack(62, 50, policy.Reason, null);
        Assert.StartsWith("Rolled back at step 62 to the state before step 50. Gradient norm 4.00e3 at step 62", Assert.Single(policy.Log.Actions).Sentence.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rollbacks_are_bounded_then_the_loop_is_asked_to_stop()
    {
        StepPolicy policy = new(new GuardOptions { RollBack = new RollBackOptions { Most = 2 } });
        Assert.NotNull(Break(policy, 100).RollBackTo);
        Assert.Equal(1.0, policy.LearningRateShare);
        Assert.NotNull(Break(policy, 120).RollBackTo);
        Assert.Equal(0.5, policy.LearningRateShare);
        Assert.Null(Break(policy, 140).RollBackTo);
        Assert.StartsWith("Rollbacks made: 2, and training broke again.", policy.StopReason!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rollbacks_long_ago_are_forgiven()
    {
        StepPolicy policy = new(new GuardOptions { RollBack = new RollBackOptions { Most = 1, Forgiven = 100 } });
        for (long step = 100; step < 1000; step += 150)
            Assert.NotNull(Break(policy, step).RollBackTo);
        Assert.Null(policy.StopReason);
    }

    [Fact]
    public void Without_skipping_a_step_that_is_not_finite_rolls_back_at_once_and_with_it_after_the_last_skip()
    {
        StepPolicy alone = new(new GuardOptions { RollBack = new() });
        Assert.Equal(new GuardDecision(true, 9), alone.Decide(new StepReading(9, double.NaN, 0)));
        StepPolicy both = new(new GuardOptions { Skip = Three, RollBack = new() });
        for (long step = 0; step < 3; step++)
            Assert.Equal(new GuardDecision(true), both.Decide(new StepReading(step, double.NaN, 0)));
        Assert.Equal(new GuardDecision(true, 3), both.Decide(new StepReading(3, double.NaN, 0)));
    }

    [Fact]
    public void A_critical_finding_cuts_the_rate_once_and_again_only_after_the_patience()
    {
        StepPolicy policy = new(new GuardOptions { BackOff = new BackOffOptions { Patience = 5 } });
        List<long> cuts = [];
        policy.Acted += action => cuts.Add(action.FirstStep);
        for (long step = 0; step < 12; step++)
        {
            policy.Trouble.Take(SomeFinding.At(step));
            Assert.False(policy.Decide(new StepReading(step, 1, 0)).Skip);
        }
        Assert.Equal([0, 5, 10], cuts);
        Assert.Equal(0.125, policy.LearningRateShare);
    }

    [Fact]
    public void The_rate_recovers_in_quiet_steps_where_that_is_asked_for()
    {
        StepPolicy policy = new(new GuardOptions { BackOff = new BackOffOptions { RecoverySteps = 8 } });
        policy.Trouble.Take(SomeFinding.At(0));
        for (long step = 0; step < 60; step++)
            policy.Decide(new StepReading(step, 1, 0));
        Assert.Equal(1.0, policy.LearningRateShare);
        Assert.Equal([GuardActionKind.LowerLearningRate, GuardActionKind.RaiseLearningRate], policy.Log.Actions.Select(action => action.Kind));
    }

    [Fact]
    public void The_loop_is_asked_to_stop_when_critical_findings_last_and_not_for_one_that_passes()
    {
        StepPolicy policy = new(new GuardOptions { Stop = new StopOptions { Patience = 4 } });
        for (long step = 0; step < 100; step += 20)
        {
            for (int i = 0; i < 3; i++)
            {
                policy.Trouble.Take(SomeFinding.At(step + i));
                policy.Decide(new StepReading(step + i, 1, 0));
            }
        }
        Assert.Null(policy.StopReason);
        for (long step = 200; step < 204; step++)
        {
            policy.Trouble.Take(SomeFinding.At(step));
            policy.Decide(new StepReading(step, 1, 0));
        }
        Assert.NotNull(policy.StopReason);
        Assert.Equal(GuardActionKind.Stop, policy.Log.Actions[^1].Kind);
    }

    [Fact]
    public void Nothing_is_allocated_and_nothing_done_at_a_step_without_trouble()
    {
        StepPolicy policy = new(new GuardOptions { Skip = new(), BackOff = new(), RollBack = new(), Stop = new() });
        policy.Decide(new StepReading(0, 1, 0));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (long step = 1; step < 1000; step++)
            Assert.False(policy.Decide(new StepReading(step, 1, 0)).Skip);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(0, policy.Log.Count);
    }

    private static GuardDecision Break(StepPolicy policy, long step)
    {
        policy.Trouble.Take(SomeFinding.At(step));
        GuardDecision decision = policy.Decide(new StepReading(step, 1, 0));
        if (decision.RollBackTo is not null)
            policy.RolledBack(step, step - 10, policy.Reason, null);
        return decision;
    }
}
