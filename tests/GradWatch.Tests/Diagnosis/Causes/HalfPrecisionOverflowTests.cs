using GradWatch.Diagnosis.Causes;
using Xunit;

namespace GradWatch.Tests.Diagnosis.Causes;

public sealed class HalfPrecisionOverflowTests
{
    [Fact]
    public void It_is_the_first_cause_of_a_run_that_shows_it() => Assert.Equal("half_precision_overflow", SickRuns.HalfPrecision.First);

    [Fact]
    public void A_first_gradient_that_is_not_finite_beside_an_ordinary_loss_speaks_for_it() =>
        Assert.Contains("The first gradient is not finite although the first loss is: 4.60.", new HalfPrecisionOverflow().Weigh(SickRuns.HalfPrecision.Facts).Evidence.Select(sentence => sentence.ToString()));
}
