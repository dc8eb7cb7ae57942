using GradWatch.Diagnosis.Causes;
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
}
