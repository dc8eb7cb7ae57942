using GradWatch.Observations;
using GradWatch.Remedies;
using GradWatch.Tests.Diagnosis;
using GradWatch.Wording;
using Xunit;
using static GradWatch.Tests.Diagnosis.MadeRun;

namespace GradWatch.Tests.Remedies;

public sealed class PrescriptionTests
{
    [Fact]
    public void Remedies_are_at_most_five_none_twice_with_finite_numbers_and_read_in_both_languages()
    {
        foreach (MadeRun run in SickRuns.All)
        {
            IReadOnlyList<Remedy> remedies = run.Remedies;
            Assert.InRange(remedies.Count, 1, 5);
            Assert.Equal(remedies.Count, remedies.DistinctBy(remedy => remedy.Id).Count());
            foreach (Remedy remedy in remedies)
            {
                Assert.All(remedy.Parameters.Values, number => Assert.True(double.IsFinite(number)));
                Assert.All(new[] { remedy.Action, remedy.Why }, sentence => Assert.NotEqual(sentence.In(Language.English), sentence.In(Language.Russian)));
                Assert.All(new[] { remedy.Action.ToString(), remedy.Why.ToString() }, text => Assert.Matches(@"^[^{}]+\.$", text));
                Assert.DoesNotContain("NaN", remedy.TorchSharp + remedy.PyTorch, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(nameof(SickRuns.RateTooHigh), "lower_learning_rate")]
    [InlineData(nameof(SickRuns.BadWeights), "initialize_weights")]
    [InlineData(nameof(SickRuns.RawInputs), "standardize_inputs")]
    [InlineData(nameof(SickRuns.Recurrent), "use_gated_recurrence")]
    [InlineData(nameof(SickRuns.CorruptBatch), "skip_batch")]
    [InlineData(nameof(SickRuns.HalfPrecision), "change_precision")]
    [InlineData(nameof(SickRuns.LogOfZero), "guard_operation")]
    [InlineData(nameof(SickRuns.HeavyTails), "clip_gradient_norm")]
    [InlineData(nameof(SickRuns.Vanishing), "add_normalization")]
    public void The_first_remedy_answers_the_first_cause(string run, string remedy) =>
        Assert.Equal(remedy, ((MadeRun)typeof(SickRuns).GetProperty(run, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.GetValue(null)!).Remedies[0].Id);

    [Fact]
    public void Clipping_is_at_the_90th_percentile_of_the_healthy_norms()
    {
        double[] norms = [.. Enumerable.Range(1, 101).Select(i => i / 25.0), 1e4, 2];
        MadeRun run = new MadeRun().With(Quantity.Loss, Then(101, 1, 900, 1)).With(Quantity.GradNorm, norms).Says("loss_spike", 101);
        Remedy clip = Assert.Single(run.Remedies, remedy => remedy.Id == "clip_gradient_norm");
        Assert.Equal(3.6, clip.Parameters["max_norm"]);
        Assert.Equal("Clip the gradient norm at 3.6.", clip.Action.ToString());
        Assert.Equal("Ограничьте норму градиента значением 3.6.", clip.Action.In(Language.Russian));
        Assert.Equal("90th percentile of the norms of steps 0–100 (median 2.04).", clip.Why.ToString());
        Assert.Contains("options.ClipGradientNorm(3.6));", clip.TorchSharp, StringComparison.Ordinal);
        Assert.Contains("clip_grad_norm_(model.parameters(), max_norm=3.6)", clip.PyTorch, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_healthy_step_clipping_is_at_one()
    {
        Remedy clip = Assert.Single(SickRuns.Recurrent.Remedies, remedy => remedy.Id == "clip_gradient_norm");
        Assert.Equal(1, clip.Parameters["max_norm"]);
        Assert.Equal("No healthy step came before: 1.0 is the usual first value.", clip.Why.ToString());
    }

    [Fact]
    public void The_rate_is_lowered_so_that_the_update_ratio_comes_back()
    {
        Remedy lower = SickRuns.RateTooHigh.Remedies[0];
        Assert.Equal(0.011, lower.Parameters["learning_rate"]);
        Assert.Equal("Lower the learning rate to 0.011.", lower.Action.ToString());
        Assert.Equal("The update ratio was 0.540 at step 0 with rate 2; this brings it to 3e-3, the middle of 1e-3 … 1e-2.", lower.Why.ToString());
        Assert.Contains("group.LearningRate = 0.011;", lower.TorchSharp, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_jump_the_rate_goes_back_to_what_was_stable()
    {
        Remedy lower = SickRuns.RateJump.Remedies[0];
        Assert.Equal("Lower the learning rate to 0.01.", lower.Action.ToString());
        Assert.Equal("The run was stable at 0.01; the rate became 10 at step 30.", lower.Why.ToString());
    }

    [Fact]
    public void A_rate_that_was_not_logged_is_lowered_by_a_factor()
    {
        MadeRun run = new MadeRun().With(Quantity.Loss, 5.8, 19, 1.1e7, 9e23).With(Quantity.GradNorm, 1.8, 42, 2.8e6, 3.9e21).Says("gradient_explosion", 1);
        Remedy lower = Assert.Single(run.Remedies, remedy => remedy.Id == "lower_learning_rate");
        Assert.Equal("Multiply the learning rate by 0.1.", lower.Action.ToString());
        Assert.Contains("group[\"lr\"] *= 0.1", lower.PyTorch, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_clipped_already_is_not_told_to_clip()
    {
        MadeRun run = new MadeRun().With(Quantity.Loss, 1.27, 1.04, 1.5).With(Quantity.GradNorm, 5.3e6, 4.4e6, 4.2e6)
            .With(Quantity.ClipCoefficient, 1e-7, 1e-7, 1e-7).Says("gradient_norm_range", 0);
        Assert.DoesNotContain(run.Remedies, remedy => remedy.Id == "clip_gradient_norm");
    }

    [Fact]
    public void The_bad_batch_is_named_by_its_step()
    {
        Remedy skip = SickRuns.CorruptBatch.Remedies[0];
        Assert.Equal("Leave out the batch of step 30.", skip.Action.ToString());
        Assert.Equal(30, skip.Parameters["step"]);
        Assert.Equal("if step == 30:\n    continue", skip.PyTorch);
    }

    [Fact]
    public void Inputs_are_standardized_by_what_was_observed()
    {
        MadeRun run = SickRuns.RawInputs.With(Quantity.InputMean, "income", 1000).With(Quantity.InputStd, "income", 998);
        Remedy standardize = run.Remedies[0];
        Assert.Equal("income has mean 1.00e3 and standard deviation 998.", standardize.Why.ToString());
        Assert.Equal(1000, standardize.Parameters["mean"]);
    }

    [Fact]
    public void The_loss_scale_leaves_eight_times_the_largest_gradient_seen()
    {
        MadeRun run = new MadeRun().With(Quantity.Loss, Then(20, 2, double.NaN, double.NaN)).With(Quantity.GradNorm, Then(20, 30, double.NaN, double.NaN))
            .With(Quantity.GradMax, Then(20, 10, double.NaN, double.NaN)).With(Quantity.LossScale, Then(20, 65536, 32768, 16384)).Says("non_finite", 20);
        Remedy precision = Assert.Single(run.Remedies, remedy => remedy.Id == "change_precision");
        Assert.Equal(16384, precision.Parameters["loss_scale"]);
    }
}
