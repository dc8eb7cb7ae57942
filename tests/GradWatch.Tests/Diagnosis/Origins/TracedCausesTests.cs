using GradWatch.Diagnosis;
using GradWatch.Diagnosis.Origins;
using GradWatch.Remedies;
using Xunit;

namespace GradWatch.Tests.Diagnosis.Origins;

/// <summary>What was seen settles what could only be inferred.</summary>
public sealed class TracedCausesTests
{
    [Theory]
    [InlineData(OriginOperation.LogOfZero, "undefined_operation", "guard_operation")]
    [InlineData(OriginOperation.ZeroNorm, "undefined_operation", "guard_operation")]
    [InlineData(OriginOperation.MaskedRow, "undefined_operation", "guard_operation")]
    [InlineData(OriginOperation.NaNInBatch, "bad_batch", "skip_batch")]
    [InlineData(OriginOperation.HalfOverflow, "half_precision_overflow", "change_precision")]
    public void One_run_has_the_cause_and_the_remedy_that_its_trace_shows(OriginOperation operation, string cause, string remedy)
    {
        MadeRun run = SickRuns.LogOfZero.Traced(SomeOrigin.Of(operation));

        Cause first = run.Diagnosis.Causes[0];
        Assert.Equal(cause, first.Id);
        Assert.True(first.Weight > 0.8, $"{first.Weight}");
        Assert.StartsWith("Traced: Step 60", first.Evidence[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(remedy, run.Remedies[0].Id);
    }

    [Fact]
    public void Weights_of_the_first_step_that_overflow_are_their_initialization()
    {
        MadeRun run = SickRuns.BadWeights.Traced(SomeOrigin.Of(OriginOperation.Overflow, step: 1));
        Assert.Equal("bad_initialization", run.First);
        Assert.Contains(run.Diagnosis.Causes[0].Evidence, sentence => sentence.ToString().StartsWith("Traced: ", StringComparison.Ordinal));
    }

    [Fact]
    public void An_overflow_at_the_end_of_an_explosion_is_no_undefined_operation()
    {
        MadeRun traced = SickRuns.LogOfZero.Traced(SomeOrigin.Of(OriginOperation.Overflow));
        Assert.True(traced.LogOdds(new GradWatch.Diagnosis.Causes.UndefinedOperation()) < SickRuns.LogOfZero.LogOdds(new GradWatch.Diagnosis.Causes.UndefinedOperation()) - 5);
    }

    [Fact]
    public void What_the_gradients_alone_show_weighs_less_than_what_a_second_run_saw()
    {
        MadeRun seen = SickRuns.LogOfZero.Traced(SomeOrigin.Of(OriginOperation.NaNInBatch)), shown = SickRuns.LogOfZero.Traced(SomeOrigin.Of(OriginOperation.NaNInBatch, replayed: false));
        Assert.True(shown.LogOdds(new GradWatch.Diagnosis.Causes.BadBatch()) < seen.LogOdds(new GradWatch.Diagnosis.Causes.BadBatch()));
    }

    [Theory]
    [InlineData(OriginOperation.LogOfZero, "Keep the argument of the logarithm 1.0e-7 away from 0 and 1, after decoder.out, before the loss.", "p.clamp(1.0e-7, 1 - 1.0e-7)")]
    [InlineData(OriginOperation.RootSlopeAtZero, "Add 1.0e-7 under the root, after decoder.out, before the loss.", "(x + 1.0e-7).sqrt()")]
    [InlineData(OriginOperation.ZeroNorm, "Add 1.0e-7 to the squared norm, after decoder.out, before the loss.", "unit = x / norm")]
    [InlineData(OriginOperation.ZeroOverZero, "Keep the divisor 1.0e-7 away from 0, after decoder.out, before the loss.", "a / b.clamp_min(1.0e-7)")]
    [InlineData(OriginOperation.ExpOverflow, "Take the largest value out of the exponent first, after decoder.out, before the loss.", "shifted.exp()")]
    public void The_guard_names_the_place_and_has_code_for_the_operation(OriginOperation operation, string action, string code)
    {
        Remedy guard = Assert.Single(SickRuns.LogOfZero.Traced(SomeOrigin.Of(operation)).Remedies, remedy => remedy.Id == "guard_operation");
        Assert.Equal(action, guard.Action.ToString());
        Assert.Contains(code, guard.TorchSharp, StringComparison.Ordinal);
        Assert.Contains(code, guard.PyTorch, StringComparison.Ordinal);
        Assert.StartsWith("Step 60, loss", guard.Why.ToString(), StringComparison.Ordinal);
    }
}
