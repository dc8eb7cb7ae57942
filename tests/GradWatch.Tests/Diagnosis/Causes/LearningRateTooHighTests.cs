using GradWatch.Diagnosis.Causes;
using Xunit;

namespace GradWatch.Tests.Diagnosis.Causes;

public sealed class LearningRateTooHighTests
{
    [Fact]
    public void It_is_the_first_cause_of_a_run_that_shows_it() => Assert.Equal("learning_rate_too_high", SickRuns.RateTooHigh.First);

    [Fact]
    public void An_update_that_is_too_large_at_an_ordinary_gradient_speaks_for_it() =>
        Assert.Contains("Update ratio 0.540 at step 0 while the gradient was still ordinary; the limit is 0.100.", new LearningRateTooHigh().Weigh(SickRuns.RateTooHigh.Facts).Evidence.Select(sentence => sentence.ToString()));

    [Fact]
    public void A_rate_that_jumped_speaks_for_it() =>
        Assert.Contains("The learning rate rose 1.00e3 times at step 30: 0.0100 → 10.0.", new LearningRateTooHigh().Weigh(SickRuns.RateJump.Facts).Evidence.Select(sentence => sentence.ToString()));
}
