using GradWatch.Diagnosis.Causes;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Tests.Diagnosis.Causes;

public sealed class HalfPrecisionOverflowTests
{
    [Fact]
    public void It_is_the_first_cause_of_a_run_that_shows_it() => Assert.Equal("half_precision_overflow", SickRuns.HalfPrecision.First);

    [Fact]
    public void A_first_gradient_that_is_not_finite_beside_an_ordinary_loss_speaks_for_it() =>
        Assert.Contains("The first gradient is not finite although the first loss is: 4.60.", new HalfPrecisionOverflow().Weigh(SickRuns.HalfPrecision.Facts).Evidence.Select(sentence => sentence.ToString()));

    [Fact]
    public void What_half_precision_sees_is_the_gradient_times_the_loss_scale()
    {
        MadeRun run = new MadeRun().With(Quantity.Loss, MadeRun.Then(20, 2, double.NaN)).With(Quantity.GradNorm, MadeRun.Then(20, 3, double.NaN))
            .With(Quantity.GradMax, MadeRun.Then(20, 0.9, double.NaN)).With(Quantity.LossScale, MadeRun.Then(20, 65536, 32768)).Says("non_finite", 20);
        Assert.Contains(
            "The largest gradient times the loss scale was 5.90e4, near or past the end of half precision (65504), before step 20 was not finite.",
            new HalfPrecisionOverflow().Weigh(run.Facts).Evidence.Select(sentence => sentence.ToString()));
        Assert.Equal("half_precision_overflow", run.First);
    }
}
