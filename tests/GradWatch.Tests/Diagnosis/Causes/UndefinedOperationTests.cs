using GradWatch.Diagnosis.Causes;
using Xunit;

namespace GradWatch.Tests.Diagnosis.Causes;

public sealed class UndefinedOperationTests
{
    [Fact]
    public void It_is_the_first_cause_of_a_run_that_shows_it() => Assert.Equal("undefined_operation", SickRuns.LogOfZero.First);

    [Fact]
    public void A_NaN_out_of_the_blue_speaks_for_it() =>
        Assert.Contains("The gradient norm was ordinary to the last: 0.300 just before step 60, median 0.300.", new UndefinedOperation().Weigh(SickRuns.LogOfZero.Facts).Evidence.Select(sentence => sentence.ToString()));

    [Fact]
    public void A_loss_that_had_fallen_low_speaks_for_it() =>
        Assert.Contains("The loss had fallen 0.740 → 0.123: predictions come near 0 and 1, where logarithms and quotients end.", new UndefinedOperation().Weigh(SickRuns.LogOfZero.Facts).Evidence.Select(sentence => sentence.ToString()));
}
