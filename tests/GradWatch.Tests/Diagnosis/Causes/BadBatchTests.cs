using GradWatch.Diagnosis.Causes;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Tests.Diagnosis.Causes;

public sealed class BadBatchTests
{
    [Fact]
    public void It_is_the_first_cause_of_a_run_that_shows_it() => Assert.Equal("bad_batch", SickRuns.CorruptBatch.First);

    [Fact]
    public void Loss_and_norm_that_jump_at_one_step_speak_for_it() =>
        Assert.Contains("Loss and norm jump at the same step 30: 2.80e7 and 8.00e3 times their medians before.", new BadBatch().Weigh(SickRuns.CorruptBatch.Facts).Evidence.Select(sentence => sentence.ToString()));

    [Fact]
    public void A_run_that_is_back_soon_speaks_for_it() =>
        Assert.Contains("Loss and norm are back at step 31.", new BadBatch().Weigh(SickRuns.CorruptBatch.Facts).Evidence.Select(sentence => sentence.ToString()));

    [Fact]
    public void An_ordinary_update_before_the_jump_speaks_for_it() =>
        Assert.Contains("The update before it, at step 29, was ordinary: ratio 0.00200.", new BadBatch().Weigh(SickRuns.CorruptBatch.Facts).Evidence.Select(sentence => sentence.ToString()));

    [Fact]
    public void A_jump_that_falls_back_in_the_next_row_speaks_for_it() =>
        Assert.Contains(
            "The row after step 30 keeps 0.0534 of the jump, on a log scale: what jumped was the batch, not the weights.",
            new BadBatch().Weigh(SickRuns.CorruptBatch.Facts).Evidence.Select(sentence => sentence.ToString()));

    [Fact]
    public void A_jump_that_goes_on_speaks_against_it_and_for_the_rate()
    {
        MadeRun run = new MadeRun().With(Quantity.Loss, MadeRun.Then(30, 0.2, 8, 300, 9e4, 2e7)).With(Quantity.GradNorm, MadeRun.Then(30, 1.5, 40, 900, 1e5, 8e6))
            .Says("loss_spike", 30);
        Assert.Contains(new BadBatch().Weigh(run.Facts).Against, sentence => sentence.Key == "cause.goes_on");
        Assert.Equal("learning_rate_too_high", run.First);
    }

    [Fact]
    public void Where_no_detector_calls_a_jump_there_was_none() =>
        Assert.Contains(
            new BadBatch().Weigh(new MadeRun().With(Quantity.Loss, MadeRun.Then(30, 1, 8, 1)).With(Quantity.GradNorm, MadeRun.Then(30, 2, 20, 2))
                .Says("clip_saturation", 30).Facts).Against,
            sentence => sentence.Key == "cause.no_jump");
}
